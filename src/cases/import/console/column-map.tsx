import { Select } from 'antd'
import {
  type ImportDetail,
  type ImportField,
  type ImportMapping,
  importFields,
} from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { assign, fieldOf } from './wizard.rules.ts'

interface Props {
  of: ImportDetail
  mapping: ImportMapping
  onChange(columns: ImportMapping['columns']): void
}

const samplesShown = 3

/** What each column of the file is, with the first values of it to judge by. Leaving one out needs no mouse either. */
export function ColumnMap({ of, mapping, onChange }: Props) {
  const { t } = useWords()
  const taken = new Set(Object.keys(mapping.columns))
  return (
    <ul className="plain-list column-map">
      {of.headings.map((heading, at) => {
        const field = fieldOf(mapping.columns, heading)
        const samples = of.sample.map(row => row[at] ?? '').filter(text => text !== '')
        return (
          <li key={heading}>
            <div className="column-text">
              <label htmlFor={`column-${at}`}>
                <strong>{heading}</strong>
              </label>
              <div className="small quiet">
                {samples.slice(0, samplesShown).map((text, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: samples may be equal and never move.
                  <div key={place} className="one-line" title={text}>
                    {text}
                  </div>
                ))}
                {samples.length === 0 && t('import:no-sample')}
              </div>
            </div>
            <Select<ImportField | '' | null>
              id={`column-${at}`}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('import:left-out')}
              value={field}
              options={[
                ...(field === null ? [] : [{ value: '' as const, label: t('import:left-out') }]),
                ...importFields.map(one => ({
                  value: one,
                  label:
                    t(`import:field.${one}`) +
                    (taken.has(one) && one !== field ? ` ${t('import:taken')}` : ''),
                })),
              ]}
              onChange={chosen => onChange(assign(mapping.columns, heading, chosen || null))}
            />
          </li>
        )
      })}
    </ul>
  )
}

import { Button, Select } from 'antd'
import { channels, natures, urgencies } from '#cases/case-words.contract.ts'
import { CategorySelect } from '#cases/console/action-field.tsx'
import type { ImportMapping } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { DepartmentSelect, DutySelect, RegionSelect } from '#console/kit/selects.tsx'
import { mapValue, type ValueRow } from './wizard.rules.ts'

const words = { nature: natures, channel: channels, urgency: urgencies }

function Meaning(props: { id: string; row: ValueRow; onChange(id: string | null): void }) {
  const { id: control, row, onChange } = props
  const { t } = useWords()
  const label = t('import:value.meaning', { value: row.value })
  const shared = {
    id: control,
    value: row.id || null,
    name: label,
    onChange,
    placeholder: t('import:value.choose'),
  }
  switch (row.field) {
    case 'department':
      return <DepartmentSelect {...shared} />
    case 'duty':
      return <DutySelect {...shared} />
    case 'region':
      return <RegionSelect {...shared} />
    case 'category':
      return (
        <CategorySelect
          id={control}
          placeholder={shared.placeholder}
          value={row.id || null}
          onChange={onChange}
        />
      )
    default: {
      const field = row.field
      return (
        <Select<string | null>
          id={control}
          allowClear
          aria-label={label}
          placeholder={t('import:value.choose')}
          value={row.id || null}
          options={words[field].map(value => ({ value, label: t(`kit:${field}.${value}`) }))}
          onChange={id => onChange(id ?? null)}
        />
      )
    }
  }
}

interface Props {
  rows: readonly ValueRow[]
  mapping: ImportMapping
  onChange(values: ImportMapping['values']): void
}

/** What the file's own words for departments, categories and so on mean here. */
export function ValueMap({ rows, mapping, onChange }: Props) {
  const { t } = useWords()
  return (
    <ul className="plain-list column-map">
      {rows.map((row, at) => {
        const set = (id: string | null) => onChange(mapValue(mapping.values, row, id))
        return (
          <li key={`${row.field} ${row.value}`}>
            <div className="column-text">
              <label htmlFor={`value-${at}`}>
                <strong>{row.value}</strong>
              </label>
              <div className="small quiet">
                {t(`import:field.${row.field}`)}
                {row.count !== null && ` · ${t('import:value.rows', { count: row.count })}`}
              </div>
            </div>
            <div className="value-choice">
              {row.id === '' ? (
                <span className="quiet">{t('import:value.empty')}</span>
              ) : (
                <Meaning id={`value-${at}`} row={row} onChange={set} />
              )}
              <Button size="small" type="text" onClick={() => set(row.id === '' ? null : '')}>
                {t(row.id === '' ? 'import:value.undo' : 'import:value.leave')}
              </Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

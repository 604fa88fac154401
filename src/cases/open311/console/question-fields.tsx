import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Select } from 'antd'
import { attributeTypes } from '#cases/open311/georeport.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { type AskedForm, type Fault, isList } from './attribute-form.rules.ts'

interface Props {
  one: AskedForm
  /** Its place in the list, from 1. */
  place: number
  last: boolean
  faults: readonly Fault[]
  onChange(part: Partial<AskedForm>): void
  onMove(by: -1 | 1): void
  onRemove(): void
}

/** One question: what is asked, of which kind, whether it has to be answered. */
export function QuestionFields({ one, place, last, faults, onChange, onMove, onRemove }: Props) {
  const { t } = useWords()
  const of = { place: String(place) }
  const errorOf = (...wanted: Fault[]) => {
    const fault = faults.find(found => wanted.includes(found))
    return fault && t(`open311:fault.${fault}`)
  }
  return (
    <fieldset className="asked-question stack-tight" aria-label={t('open311:question', of)}>
      <div className="row-between">
        <strong>{t('open311:question', of)}</strong>
        <span className="row">
          <Button
            size="small"
            type="text"
            disabled={place === 1}
            icon={<ArrowUpOutlined />}
            aria-label={t('open311:up', of)}
            onClick={() => onMove(-1)}
          />
          <Button
            size="small"
            type="text"
            disabled={last}
            icon={<ArrowDownOutlined />}
            aria-label={t('open311:down', of)}
            onClick={() => onMove(1)}
          />
          <Button
            size="small"
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={t('open311:remove', of)}
            onClick={onRemove}
          />
        </span>
      </div>
      <Field label={t('open311:field.description')} error={errorOf('question')}>
        {control => (
          <Input
            {...control}
            maxLength={200}
            value={one.description}
            onChange={event => onChange({ description: event.target.value })}
          />
        )}
      </Field>
      <div className="fields">
        <Field label={t('open311:field.code')} error={errorOf('code', 'twice')} note={t('open311:note.code')}>
          {control => (
            <Input
              {...control}
              maxLength={60}
              value={one.code}
              onChange={event => onChange({ code: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('open311:field.datatype')}>
          {control => (
            <Select
              {...control}
              value={one.datatype}
              options={attributeTypes.map(value => ({ value, label: t(`open311:datatype.${value}`) }))}
              onChange={datatype => onChange({ datatype })}
              style={{ width: '100%' }}
            />
          )}
        </Field>
      </div>
      {isList(one.datatype) && (
        <Field label={t('open311:field.options')} error={errorOf('options')} note={t('open311:note.options')}>
          {control => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 10 }}
              value={one.options}
              onChange={event => onChange({ options: event.target.value })}
            />
          )}
        </Field>
      )}
      <Checkbox checked={one.required} onChange={event => onChange({ required: event.target.checked })}>
        {t('open311:field.required')}
      </Checkbox>
    </fieldset>
  )
}

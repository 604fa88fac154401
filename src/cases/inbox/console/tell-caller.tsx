import { Checkbox } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { useOffered } from './contact-calls.ts'

/** The caller agrees to be told of each step by text message; not asked for where none can be sent. */
export function TellCaller({ checked, onChange }: { checked: boolean; onChange(tell: boolean): void }) {
  const { t } = useWords()
  const { data } = useOffered()
  // An empty place instead of nothing: a suffix that comes later would take the focus out of the field.
  if (!data?.sms) return <span />
  return (
    <Checkbox checked={checked} onChange={event => onChange(event.target.checked)}>
      <span className="small">{t('inbox:contact.caller')}</span>
    </Checkbox>
  )
}

import { Alert, Button } from 'antd'
import { type BulkAction, type BulkPreview, undoMinutes } from '#cases/bulk/bulk.contract.ts'
import { AiContent } from '#console/kit/ai-content.tsx'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import { CaseLeft } from './case-left.tsx'

interface Props {
  action: BulkAction
  preview: BulkPreview
  pending: boolean
  error: unknown
  back(): void
  send(): void
}

/** How many go to which department, the most first. */
function Destinations({ preview }: { preview: BulkPreview }) {
  const { t } = useWords()
  const names = useCityNames()
  const counts = new Map<string, number>()
  for (const { departmentId: id, cause } of preview.items)
    if (id !== null && cause === null) counts.set(id, (counts.get(id) ?? 0) + 1)
  const label = preview.items.find(one => one.label !== null)?.label
  if (counts.size === 0 || !label) return null
  return (
    <AiContent label={label}>
      <ul className="plain-list" aria-label={t('bulk:where')}>
        {[...counts]
          .toSorted((one, other) => other[1] - one[1])
          .map(([id, count]) => (
            <li key={id} className="row-between">
              <span>{names.department(id)}</span>
              <span className="number">{count}</span>
            </li>
          ))}
      </ul>
    </AiContent>
  )
}

/** What would become of the cases, before anything is done. */
export function BulkPreviewed({ action, preview, pending, error, back, send }: Props) {
  const { t } = useWords()
  const left = preview.items.filter(one => one.cause !== null)
  return (
    <SendForm
      verb={`bulk:send.${action}`}
      send={() => {
        if (!pending && preview.able > 0) send()
      }}
      pending={pending}
      error={error}
      disabled={preview.able === 0}
      beside={<Button onClick={back}>{t('bulk:back')}</Button>}
    >
      <p role="status">
        <strong>{t(`bulk:able.${action}`, { value: String(preview.able) })}</strong>
        {left.length > 0 && ` ${t('bulk:unable', { value: String(left.length) })}`}
      </p>
      <Destinations preview={preview} />
      {left.length > 0 && <CaseLeft items={left} />}
      {preview.able > 0 && (
        <Alert type="info" title={t('bulk:can-be-undone', { value: String(undoMinutes) })} />
      )}
    </SendForm>
  )
}

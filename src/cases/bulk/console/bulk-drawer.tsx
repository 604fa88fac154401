import { Drawer } from 'antd'
import { useMemo, useState } from 'react'
import type { BulkAction, BulkCase, BulkPreview } from '#cases/bulk/bulk.contract.ts'
import type { CaseSummary } from '#cases/case.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { newId } from '#console/kit/new-id.ts'
import { type BulkForm, emptyForm, wantedOf } from './bulk-actions.rules.ts'
import { usePreview, useStartBulk } from './bulk-calls.ts'
import { BulkFields } from './bulk-fields.tsx'
import { BulkPreviewed } from './bulk-previewed.tsx'
import { BulkProgress } from './bulk-progress.tsx'

interface Props {
  action: BulkAction
  cases: readonly CaseSummary[]
  onClose(): void
  /** It is at work: the rows are no longer chosen. */
  onStarted(): void
}

const asSeen = (cases: readonly CaseSummary[]): BulkCase[] =>
  cases.map(({ caseId, version }) => ({ caseId, version }))

// Only what the preview said can be done is sent, with the advice it showed.
function ableOf(preview: BulkPreview, seen: readonly BulkCase[]): BulkCase[] {
  const shown = new Map(preview.items.map(one => [one.caseId, one]))
  return seen
    .filter(one => shown.get(one.caseId)?.cause === null)
    .map(one => ({ ...one, decisionId: shown.get(one.caseId)?.decisionId ?? null }))
}

/** A bulk act beside its list: what is wanted, what would become of it, what becomes of it. */
export function BulkDrawer({ action, cases: given, onClose, onStarted }: Props) {
  const { t } = useWords()
  // What was chosen when it was opened: the list goes on living behind it.
  const [cases] = useState(given)
  const seen = useMemo(() => asSeen(cases), [cases])
  const [form, setForm] = useState<BulkForm>(emptyForm)
  const [key, setKey] = useState(newId)
  const preview = usePreview()
  const start = useStartBulk()
  const wanted = wantedOf(action, form)
  const act = start.data
  return (
    <Drawer
      open
      onClose={onClose}
      size={520}
      mask={{ closable: false }}
      title={t(`bulk:title.${action}`, { value: String(cases.length) })}
    >
      {act ? (
        <BulkProgress bulkId={act.bulkId} onClose={onClose} />
      ) : preview.data ? (
        <BulkPreviewed
          action={action}
          preview={preview.data}
          pending={start.isPending}
          error={start.error}
          back={() => {
            // What is sent after a change is another act; what the first did is left by the second as changed.
            setKey(newId())
            start.reset()
            preview.reset()
          }}
          send={() =>
            start.mutate(
              { ...wanted, cases: ableOf(preview.data, seen), idempotencyKey: key },
              { onSuccess: onStarted },
            )
          }
        />
      ) : (
        <BulkFields
          action={action}
          cases={cases}
          form={form}
          change={part => setForm(before => ({ ...before, ...part }))}
          pending={preview.isPending}
          error={preview.error}
          send={() => preview.mutate({ ...wanted, cases: seen })}
        />
      )}
    </Drawer>
  )
}

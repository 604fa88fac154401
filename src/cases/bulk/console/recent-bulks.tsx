import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { BulkAct } from '#cases/bulk/bulk.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { useMay } from '#console/kit/session.ts'
import { useOwnBulks } from './bulk-calls.ts'
import { BulkProgress } from './bulk-progress.tsx'

/** The own bulk acts that are at work or can be taken back: also after the page was left or read again. */
export function RecentBulks() {
  const { t } = useWords()
  const acts = useOwnBulks(useMay('cases:bulk'))
  const [open, setOpen] = useState<BulkAct | null>(null)
  return (
    <>
      {acts.map(act => (
        <div key={act.bulkId} className="row small bulk-recent">
          <span>{t(`bulk:did.${act.action}`, { value: String(act.done) })}</span>
          <Moment at={act.createdAt} />
          <Button size="small" onClick={() => setOpen(act)}>
            {t(act.undo === 'open' ? 'bulk:look-or-undo' : 'bulk:look')}
          </Button>
        </div>
      ))}
      <Drawer
        open={open !== null}
        size={520}
        destroyOnHidden
        onClose={() => setOpen(null)}
        title={t('bulk:act')}
      >
        {open && <BulkProgress bulkId={open.bulkId} onClose={() => setOpen(null)} />}
      </Drawer>
    </>
  )
}

import { Button, Progress } from 'antd'
import { useEffect } from 'react'
import type { BulkDetail } from '#cases/bulk/bulk.contract.ts'
import { refreshCases } from '#cases/console/case-calls.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { readOwnAgain, useBulk, useMoveBulk } from './bulk-calls.ts'
import { CaseLeft } from './case-left.tsx'

const isOpen = (act: BulkDetail) => act.state === 'queued' || act.state === 'running'

function Ended({ act }: { act: BulkDetail }) {
  const { t } = useWords()
  const undo = useMoveBulk('undo')
  const left = act.items.filter(one => one.state === 'left')
  const notUndone = act.items
    .filter(one => one.undo === 'left')
    .map(one => ({ ...one, cause: one.undoCause }))
  return (
    <>
      <p role="status">
        <strong>{t(`bulk:did.${act.action}`, { value: String(act.done) })}</strong>
        {left.length > 0 && ` ${t('bulk:were-left', { value: String(left.length) })}`}
        {act.state === 'cancelled' && ` ${t('bulk:cancelled')}`}
        {act.state === 'failed' && ` ${t('bulk:failed')}`}
      </p>
      {left.length > 0 && <CaseLeft items={left} />}
      {act.undo === 'open' && act.undoUntil && (
        <div className="row">
          <Button loading={undo.isPending} onClick={() => undo.mutate(act.bulkId)}>
            {t('bulk:undo')}
          </Button>
          <span className="quiet small">
            {t('bulk:until')} <Moment at={act.undoUntil} />
          </span>
        </div>
      )}
      {Boolean(undo.error) && <ProblemNotice error={undo.error} />}
      {(act.undo === 'at-work' || act.undo === 'done') && (
        <p role="status">{t(`bulk:undo-${act.undo}`, { value: String(act.undone) })}</p>
      )}
      {notUndone.length > 0 && (
        <>
          <p>{t('bulk:not-undone', { value: String(notUndone.length) })}</p>
          <CaseLeft items={notUndone} />
        </>
      )}
    </>
  )
}

/** What becomes of a bulk act: progress while it is at work, then what was left, and the way back. */
export function BulkProgress({ bulkId, onClose }: { bulkId: string; onClose?(): void }) {
  const { t } = useWords()
  const found = useBulk(bulkId)
  const cancel = useMoveBulk('cancel')
  const act = found.data
  const stands = act ? `${act.state} ${act.undo}` : ''
  // The rows behind it are others by now.
  useEffect(() => {
    if (stands === '') return
    void refreshCases()
    void readOwnAgain()
  }, [stands])
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!act) return <Loading rows={3} />
  const through = act.undo === 'at-work' ? act.undone + act.undoLeft : act.done + act.left
  const all = act.undo === 'at-work' ? act.done : act.total
  return (
    <div className="stack-tight">
      {(isOpen(act) || act.undo === 'at-work') && (
        <>
          <Progress
            percent={all === 0 ? 0 : Math.floor((through / all) * 100)}
            format={() => `${through} / ${all}`}
            aria-label={t('bulk:progress')}
          />
          {isOpen(act) && (
            <div className="row">
              <Button loading={cancel.isPending} onClick={() => cancel.mutate(bulkId)}>
                {t('bulk:cancel')}
              </Button>
              <span className="quiet small">{t('bulk:goes-on')}</span>
            </div>
          )}
        </>
      )}
      {!isOpen(act) && <Ended act={act} />}
      {onClose && !isOpen(act) && (
        <div className="row">
          <Button type="primary" onClick={onClose}>
            {t('bulk:close')}
          </Button>
        </div>
      )}
    </div>
  )
}

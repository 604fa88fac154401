import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { type LookPurpose, lookPurposes } from '#cases/looks/look.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useLook } from './look-calls.ts'

function Purposes({ caseId, done }: { caseId: string; done(): void }) {
  const { t } = useWords()
  const [words, setWords] = useState<string | null>(null)
  const look = useLook(caseId)
  const send = (purpose: LookPurpose, why?: string) =>
    look.mutate({ purpose, ...(why ? { words: why } : {}) }, { onSuccess: done })
  return (
    <div className="stack-tight" style={{ maxWidth: 280 }}>
      <p className="small quiet">{t('looks:note')}</p>
      {look.error && <ProblemNotice error={look.error} />}
      <div className="row">
        {lookPurposes
          .filter(one => one !== 'other')
          .map(one => (
            <Button key={one} size="small" disabled={look.isPending} onClick={() => send(one)}>
              {t(`looks:purpose.${one}`)}
            </Button>
          ))}
        <Button size="small" aria-expanded={words !== null} onClick={() => setWords(words ?? '')}>
          {t('looks:purpose.other')}
        </Button>
      </div>
      {words !== null && (
        <form
          className="row"
          onSubmit={event => {
            event.preventDefault()
            if (words.trim().length >= 2) send('other', words.trim())
          }}
        >
          <Input
            autoFocus
            value={words}
            maxLength={200}
            aria-label={t('looks:words')}
            placeholder={t('looks:words')}
            onChange={event => setWords(event.target.value)}
          />
          <Button htmlType="submit" disabled={words.trim().length < 2} loading={look.isPending}>
            {t('looks:show')}
          </Button>
        </form>
      )}
    </div>
  )
}

/** A masked number with the way to see it: one choice of what it is needed for. */
export function MaskedContact({ caseId, number }: { caseId: string; number: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <span className="row">
      <span className="number">{number}</span>
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        title={t('looks:ask')}
        content={<Purposes caseId={caseId} done={() => setOpen(false)} />}
      >
        <Button size="small" type="link" aria-haspopup="dialog">
          {t('looks:show')}
        </Button>
      </Popover>
    </span>
  )
}

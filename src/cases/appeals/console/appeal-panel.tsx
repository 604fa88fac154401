import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { Field, labelOf } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { type AppealKind, appealKinds, appealWorkdays, type OwnAppeals } from '../appeal.contract.ts'
import { useMakeAppeal, useOwnAppeals } from './appeal-calls.ts'
import { outcomeTones } from './outcome-tones.ts'

const empty = { kind: 'wrong' as AppealKind, ground: '' }

function Made({ one }: { one: OwnAppeals['items'][number] }) {
  const { t } = useWords()
  return (
    <article className="passage">
      <div className="row-between">
        <strong>{t(`appeals:kind.${one.kind}`)}</strong>
        <ToneTag tone={one.outcome ? outcomeTones[one.outcome] : 'busy'}>
          {t(one.outcome ? `appeals:outcome.${one.outcome}` : 'appeals:waiting')}
        </ToneTag>
      </div>
      <p className="small quiet">
        <Moment at={one.madeAt} />
        {!one.outcome && (
          <>
            {' · '}
            {t('appeals:answer-by')} <Moment at={one.dueAt} />
          </>
        )}
      </p>
      {one.finding && <p className="said">{one.finding}</p>}
    </article>
  )
}

function AppealForm({ code, done }: { code: string; done(): void }) {
  const { t } = useWords()
  const [draft, change, forget] = useDraft(`appeal.${code}`, empty)
  const [tried, setTried] = useState(false)
  const make = useMakeAppeal(code)
  const missing = draft.ground.trim() === ''
  return (
    <form
      className="stack-tight"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (missing) return
        make.mutate(draft, {
          onSuccess: () => {
            forget()
            done()
          },
        })
      }}
    >
      <Field label={t('appeals:field.kind')}>
        {({ id }) => (
          <Radio.Group
            vertical
            aria-labelledby={labelOf(id)}
            value={draft.kind}
            onChange={event => change({ kind: event.target.value })}
            options={appealKinds.map(value => ({ value, label: t(`appeals:kind.${value}`) }))}
          />
        )}
      </Field>
      <Field
        label={t('appeals:field.ground')}
        note={t('appeals:field.ground-note')}
        error={tried && missing ? t('appeals:fault.ground') : undefined}
      >
        {control => (
          <Input.TextArea
            {...control}
            rows={4}
            maxLength={2000}
            value={draft.ground}
            onChange={event => change({ ground: event.target.value })}
          />
        )}
      </Field>
      {make.error && <ProblemNotice error={make.error} kept />}
      <Button type="primary" htmlType="submit" block loading={make.isPending}>
        {t('appeals:send')}
      </Button>
    </form>
  )
}

/** Objections of the citizen who follows a matter, and the way to make one; nothing where AI had no part. */
export function AppealPanel({ code }: { code: string }) {
  const { t } = useWords()
  const found = useOwnAppeals(code)
  const [writing, setWriting] = useState(false)
  if (!found.data || (found.data.items.length === 0 && found.data.hindrance !== null)) return null
  const { items, hindrance } = found.data
  return (
    <section className="panel stack-tight" aria-live="polite">
      <h2>{t('appeals:title')}</h2>
      <p className="quiet">{t('appeals:right', { days: appealWorkdays })}</p>
      {items.map(one => (
        <Made key={one.appealId} one={one} />
      ))}
      {hindrance === null && writing && <AppealForm code={code} done={() => setWriting(false)} />}
      {hindrance === null && !writing && (
        <Button block onClick={() => setWriting(true)}>
          {t(items.length === 0 ? 'appeals:begin' : 'appeals:begin-again')}
        </Button>
      )}
      {hindrance === 'too-many' && <p className="quiet">{t('appeals:too-many')}</p>}
    </section>
  )
}

import { Alert, Button } from 'antd'
import { useState } from 'react'
import { ActDrawer, type OpenAct } from '#cases/joint/console/act-drawer.tsx'
import type { Supervision } from '#cases/supervision/supervision.contract.ts'
import { problemOf } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useSupervision } from './supervision-calls.ts'
import { type SupervisionForm, supervisionForms, supervisionPaths } from './supervision-forms.rules.ts'
import { SupervisionState } from './supervision-state.tsx'

function Said({ of }: { of: Supervision }) {
  const { t } = useWords()
  return (
    <ol className="plain-list stack-tight">
      {of.said.map(one => (
        <li key={`${one.at} ${one.kind}`}>
          <span className="small quiet">
            {t(`supervision:said.${one.kind}`)} {one.actorName} <Moment at={one.at} />
          </span>
          <p className="said">{one.text ?? t('kit:masked')}</p>
        </li>
      ))}
    </ol>
  )
}

/** Says on a case that a leader follows it, what is demanded until when, and lets each side do its part. */
export function SupervisionBanner({ of }: { of: { caseId: string; code: string } }) {
  const { t } = useWords()
  const found = useSupervision(of.caseId)
  const [act, setAct] = useState<OpenAct | null>(null)
  // Whoever only reported the case does not learn of it.
  if (found.error && problemOf(found.error).status !== 404)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return null
  const { open, past, maySupervise, mayAnswer } = found.data
  const label = (name: string) => t(`supervision:field.${name}`)
  const start = (form: SupervisionForm) => {
    const fields = supervisionForms[form]
    const path = `/api/cases/${of.caseId}/supervision${supervisionPaths[form]}`
    setAct({
      draft: `supervision.${form}.${of.caseId}`,
      title: `${t(`supervision:act.${form}`)} · ${of.code}`,
      note: t(`supervision:note.${form}`),
      fields,
      labels: Object.fromEntries(fields.map(({ name }) => [name, label(name)])),
      ...(form === 'supervise' || form === 'press' ? { given: { workdays: 3 } } : {}),
      verb: t(`supervision:act.${form}`),
      done: t(`supervision:done.${form}`),
      path,
    })
  }
  const button = (form: SupervisionForm, main = false) => (
    <Button key={form} size="small" type={main ? 'primary' : 'default'} onClick={() => start(form)}>
      {t(`supervision:act.${form}`)}
    </Button>
  )
  const last = past.at(-1)
  if (!open && !maySupervise && !last) return null
  return (
    <section aria-label={t('supervision:title')} className="stack-tight">
      {open ? (
        <Alert
          type={open.overdue ? 'error' : open.state === 'asked' ? 'warning' : 'info'}
          showIcon
          title={
            <span className="row">
              {t('supervision:banner')} <SupervisionState of={open} />
              {open.state === 'asked' && <DueText at={open.dueAt} closed={false} />}
            </span>
          }
          description={
            <div className="stack-tight">
              <Said of={open} />
              <div className="row">
                {mayAnswer && open.state === 'asked' && button('answer', true)}
                {maySupervise && open.state === 'answered' && button('accept', true)}
                {maySupervise && button('press')}
              </div>
            </div>
          }
        />
      ) : (
        <div className="row-between panel">
          <span className="row">
            {last ? (
              <>
                {t('supervision:past')} <SupervisionState of={last} />
                {last.endedAt && <Moment at={last.endedAt} />}
              </>
            ) : (
              <span className="quiet">{t('supervision:none')}</span>
            )}
          </span>
          {maySupervise && button('supervise')}
        </div>
      )}
      <ActDrawer act={act} onClose={() => setAct(null)} />
    </section>
  )
}

import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay, useSession } from '#console/kit/session.ts'
import { usePathParameter } from '#console/kit/use-search.ts'
import type { Incident } from '../incident.contract.ts'
import { FindingsPanel, HistoryPanel } from './history-panel.tsx'
import { useClose, useIncident, useIncidentAct } from './incident-calls.ts'
import { IncidentTags, useNameOf, useTitleOf } from './incident-words.tsx'
import { StepsPanel } from './steps-panel.tsx'
import { TextsPanel } from './texts-panel.tsx'
import { WordsDrawer } from './words-drawer.tsx'

function Facts({ of }: { of: Incident }) {
  const { t, language } = useWords()
  const name = useNameOf()
  const number = new Intl.NumberFormat(language)
  return (
    <dl className="facts">
      <dt>{t('incidents:column.kind')}</dt>
      <dd>{t(`incidents:kind.${of.kind}`)}</dd>
      <dt>{t('incidents:column.opened')}</dt>
      <dd>
        <Moment at={of.openedAt} />
      </dd>
      {of.rule !== 'by-hand' && (
        <>
          <dt>{t('incidents:about')}</dt>
          <dd>{name(of.about)}</dd>
        </>
      )}
      <dt>{t('incidents:assess.affected')}</dt>
      <dd>
        {of.affected === null
          ? t('incidents:unknown')
          : t('incidents:people', { text: number.format(of.affected) })}
      </dd>
      {of.critical && (
        <>
          <dt>{t('incidents:critical')}</dt>
          <dd>{t('incidents:yes')}</dd>
        </>
      )}
      {of.nextDue && (
        <>
          <dt>{t('incidents:column.due')}</dt>
          <dd>
            <DueText at={of.nextDue} closed={false} />
          </dd>
        </>
      )}
      {of.closedAt && (
        <>
          <dt>{t('incidents:closed-at')}</dt>
          <dd>
            <Moment at={of.closedAt} />
          </dd>
        </>
      )}
    </dl>
  )
}

type Asking = 'note' | 'close' | 'reopen'

function Acts({ of }: { of: Incident }) {
  const { t } = useWords()
  const { personId, roles } = useSession()
  const may = useMay('incidents:handle')
  const note = useIncidentAct(of.incidentId, 'notes')
  const reopen = useIncidentAct(of.incidentId, 'reopen')
  const close = useClose(of.incidentId)
  const [asking, setAsking] = useState<Asking>()
  const { closeAskedBy: asked, version } = of
  const mayAgree = asked !== null && (may || roles.includes('audit-administrator'))
  const isSecond = mayAgree && asked.id !== personId
  const sends: Record<
    Asking,
    { pending: boolean; error: unknown; send(words: string, done: () => void): void }
  > = {
    note: {
      pending: note.isPending,
      error: note.error,
      send: (words, done) => note.mutate({ words }, { onSuccess: done }),
    },
    close: {
      pending: close.isPending,
      error: close.error,
      send: (words, done) => close.mutate({ version, words }, { onSuccess: done }),
    },
    reopen: {
      pending: reopen.isPending,
      error: reopen.error,
      send: (words, done) => reopen.mutate({ version, words }, { onSuccess: done }),
    },
  }
  const left = of.steps.filter(one => one.obligatory && one.doneAt === null).length
  const closing = asked !== null && isSecond ? 'agree' : 'close'
  return (
    <div className="row">
      <Button onClick={() => setAsking('note')}>{t('incidents:act.note')}</Button>
      {of.state === 'open' && (asked === null ? may : isSecond) && (
        <Button
          type={left === 0 ? 'primary' : 'default'}
          disabled={left > 0}
          onClick={() => setAsking('close')}
        >
          {t(`incidents:act.${closing}`)}
        </Button>
      )}
      {of.state === 'open' && left > 0 && (
        <span className="small quiet">{t('incidents:steps-left', { count: left })}</span>
      )}
      {of.state === 'closed' && may && (
        <Button onClick={() => setAsking('reopen')}>{t('incidents:act.reopen')}</Button>
      )}
      {asking && (
        <WordsDrawer
          title={t(`incidents:act.${asking === 'close' ? closing : asking}`)}
          verb={`incidents:act.${asking === 'close' ? closing : asking}`}
          {...sends[asking]}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  )
}

/** One incident: state, clocks, steps, what was found, what was done, what is told. */
export function Page() {
  const { t } = useWords()
  const titleOf = useTitleOf()
  const name = useNameOf()
  const found = useIncident(usePathParameter('incidentId'))
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={10} />
  const of = found.data
  return (
    <div className="stack">
      {found.error && <ProblemNotice error={found.error} />}
      {of.isDrill && <Alert type="info" showIcon title={t('incidents:drill.notice')} />}
      {of.closeAskedBy && of.state === 'open' && (
        <Alert type="warning" showIcon title={t('incidents:close-asked', { who: name(of.closeAskedBy) })} />
      )}
      <div className="columns">
        <div className="stack">
          <section className="panel stack-tight">
            <Link to="/incidents" className="linklike small">
              {t('incidents:back')}
            </Link>
            <h2>{t('incidents:heading', { number: of.number, title: titleOf(of) })}</h2>
            <IncidentTags of={of} />
            <Facts of={of} />
            <Acts of={of} />
          </section>
          <StepsPanel of={of} />
          <TextsPanel of={of} />
        </div>
        <div className="stack">
          <FindingsPanel of={of} />
          <HistoryPanel of={of} />
        </div>
      </div>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import { useMay, useSession } from '#console/kit/session.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import type { Incident, StepId } from '../incident.contract.ts'
import { AssessDrawer } from './assess-drawer.tsx'
import { useIncidentAct } from './incident-calls.ts'
import { useNameOf } from './incident-words.tsx'
import { WordsDrawer } from './words-drawer.tsx'
import './incidents.css'

type Step = Incident['steps'][number]

/** Where what contains an incident is done: accounts and sessions, algorithms, keys, what was taken out. */
function ContainLinks({ of }: { of: Incident }) {
  const { t } = useWords()
  const actions = useSession().actions
  const person = of.about.account === null ? '' : `?person=${of.about.id}`
  const all = [
    { to: '/breakers', name: 'switch-off', needs: 'guard:read', isFor: of.kind === 'ai' },
    { to: `/people${person}`, name: 'lock-account', needs: 'people:read', isFor: of.kind === 'data' },
    { to: '/partners', name: 'revoke-key', needs: 'partners:edit', isFor: of.kind === 'data' },
    { to: '/decisions', name: 'decisions', needs: 'decisions:read', isFor: of.kind === 'ai' },
  ]
  const shown = all.filter(one => one.isFor && actions.includes(one.needs))
  if (shown.length === 0) return null
  return (
    <span className="row small">
      {shown.map(one => (
        <Link key={one.name} to={one.to} className="linklike">
          {t(`incidents:contain.${one.name}`)}
        </Link>
      ))}
    </span>
  )
}

function StepLine({ of, step, act }: { of: Incident; step: Step; act(): void }) {
  const { t } = useWords()
  const name = useNameOf()
  const { roles } = useSession()
  const may = useMay('incidents:handle') || (roles as readonly string[]).includes(step.owner)
  const isOpen = of.state === 'open' && step.doneAt === null
  return (
    <li className="row-between incident-step">
      <div className="stack-tight">
        <span className="row">
          <strong>{t(`incidents:step.${step.step}`)}</strong>
          {!step.obligatory && (
            <span className="small quiet">
              {t(step.dueAt === null ? 'incidents:not-obligatory' : 'incidents:if-severe')}
            </span>
          )}
        </span>
        <span className="small quiet">
          {t(`incidents:step-note.${of.kind}.${step.step}`)}{' '}
          {t('incidents:owner', { role: t(`incidents:role.${step.owner}`) })}
        </span>
        {step.step === 'contain' && isOpen && <ContainLinks of={of} />}
      </div>
      <div className="row">
        {step.doneAt === null ? (
          step.dueAt !== null && <DueText at={step.dueAt} closed={of.state === 'closed'} />
        ) : (
          <span className="row small">
            <ToneTag tone="good">{t('incidents:done')}</ToneTag>
            {step.doneBy && name(step.doneBy)} <Moment at={step.doneAt} />
          </span>
        )}
        {isOpen && may && (
          <Button
            size="small"
            onClick={act}
            aria-label={t('incidents:do-step', { step: t(`incidents:step.${step.step}`) })}
          >
            {t('incidents:do')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** The steps of an incident with their owners and clocks. */
export function StepsPanel({ of }: { of: Incident }) {
  const { t } = useWords()
  const done = useIncidentAct(of.incidentId, 'steps')
  const may = useMay('incidents:handle')
  const [doing, setDoing] = useState<StepId>()
  const [isAssessing, setAssessing] = useState(false)
  const begin = (step: StepId) => {
    done.reset()
    if (step === 'assess' && !of.assessed && may) setAssessing(true)
    else setDoing(step)
  }
  return (
    <section className="panel stack-tight">
      <div className="row-between">
        <h2>{t('incidents:section.steps')}</h2>
        {may && of.state === 'open' && (
          <Button size="small" onClick={() => setAssessing(true)}>
            {t(of.assessed ? 'incidents:assess.again' : 'incidents:assess.title')}
          </Button>
        )}
      </div>
      <ol className="plain-list stack-tight">
        {of.steps.map(step => (
          <StepLine key={step.step} of={of} step={step} act={() => begin(step.step)} />
        ))}
      </ol>
      {isAssessing && <AssessDrawer of={of} onClose={() => setAssessing(false)} />}
      {doing && (
        <WordsDrawer
          title={t(`incidents:step.${doing}`)}
          verb="incidents:do"
          optional
          send={(words, close) => done.mutate({ step: doing, words }, { onSuccess: close })}
          pending={done.isPending}
          error={done.error}
          onClose={() => setDoing(undefined)}
        >
          <p className="quiet">{t(`incidents:step-note.${of.kind}.${doing}`)}</p>
        </WordsDrawer>
      )}
    </section>
  )
}

import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { momentText } from '#console/kit/time.rules.ts'
import type { Incident } from '../incident.contract.ts'
import { useNameOf } from './incident-words.tsx'

type Event = Incident['events'][number]

function useDetail(): (of: Event) => string {
  const { t, language } = useWords()
  const number = new Intl.NumberFormat(language)
  return ({ what, detail }) => {
    if (what === 'step-done') return t(`incidents:step.${detail.step}`)
    if (what === 'assessed') return t(`incidents:severity.${detail.severity}`)
    if (what === 'found')
      return t('incidents:found', {
        measured: number.format(Number(detail.measured)),
        threshold: number.format(Number(detail.threshold)),
      })
    if (what === 'text-saved') return t(`incidents:audience.${detail.audience}`)
    if (what === 'sent')
      return t('incidents:sent-to', {
        audience: t(`incidents:audience.${detail.audience}`),
        at: momentText(String(detail.sentAt), language, Date.now()),
      })
    return ''
  }
}

/** What the rules found, newest first. */
export function FindingsPanel({ of }: { of: Incident }) {
  const { t, language } = useWords()
  const number = new Intl.NumberFormat(language)
  return (
    <section className="panel stack-tight">
      <h2>{t('incidents:section.findings')}</h2>
      {of.rule !== 'by-hand' && <p className="quiet">{t(`incidents:why.${of.rule}`)}</p>}
      {of.findings.length === 0 && <p className="quiet">{t('incidents:no-findings')}</p>}
      <ul className="plain-list stack-tight">
        {of.findings.map(one => (
          <li key={one.at} className="row-between">
            <span>
              {t('incidents:found', {
                measured: number.format(one.measured),
                threshold: number.format(one.threshold),
              })}
            </span>
            <span className="small quiet">
              <Moment at={one.from} /> – <Moment at={one.to} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Everything that was done about an incident, newest first. */
export function HistoryPanel({ of }: { of: Incident }) {
  const { t } = useWords()
  const name = useNameOf()
  const detail = useDetail()
  return (
    <section className="panel stack-tight">
      <h2>{t('incidents:section.history')}</h2>
      <ol className="plain-list stack-tight">
        {of.events.map(one => (
          <li key={one.eventId} className="timeline-item">
            <div className="row-between">
              <span>
                <strong>{t(`incidents:event.${one.what}`)}</strong> {detail(one)}
              </span>
              <span className="small quiet">
                {name(one.by)} <Moment at={one.at} />
              </span>
            </div>
            {one.words && <div className="timeline-text said">{one.words}</div>}
          </li>
        ))}
      </ol>
    </section>
  )
}

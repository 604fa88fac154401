import { Tag, Timeline } from 'antd'
import type { z } from 'zod'
import type { timelineEvent } from '#cases/case.contract.ts'
import { type CityNames, useCityNames } from './city.ts'
import { type Translate, useWords } from './language.ts'
import { Moment } from './moments.tsx'
import { momentText } from './time.rules.ts'
import { useNow } from './use-later.ts'

type Event = z.infer<typeof timelineEvent>
const colours: Partial<Record<Event['type'], string>> = {
  advised: 'var(--c-ai)',
  returned: 'var(--c-error)',
  objected: 'var(--c-error)',
  'sent-back': 'var(--c-error)',
  declined: 'var(--c-warning)',
  'handed-over': 'var(--c-warning)',
  reopened: 'var(--c-warning)',
  answered: 'var(--c-success)',
  closed: 'var(--c-success)',
  replied: 'var(--c-success)',
}

/** Facts of an event that are worth a line: plain values that have a name in the strings. */
function Facts({ event, names }: { event: Event; names: CityNames }) {
  const { t, language } = useWords()
  const now = useNow()
  const told: [string, string][] = []
  for (const [name, value] of Object.entries(event.details)) {
    const label = t(`kit:detail.${name}`, { defaultValue: '' })
    if (label === '' || value === null || value === '') continue
    if (name === 'reasons' && Array.isArray(value))
      told.push([label, value.map(one => sayValue(t, one)).join(' · ')])
    else if (Array.isArray(value))
      told.push([label, value.map(one => names.department(String(one))).join(' · ')])
    else if (typeof value === 'object') continue
    else if (name.toLowerCase().includes('department')) told.push([label, names.department(String(value))])
    else
      told.push([label, name.endsWith('At') ? momentText(String(value), language, now) : sayValue(t, value)])
  }
  if (told.length === 0) return null
  return (
    <p className="small quiet">
      {told.map(([label, value]) => (
        <span key={label} style={{ marginInlineEnd: 12 }}>
          {label} {value}
        </span>
      ))}
    </p>
  )
}

function sayValue(t: Translate, value: unknown): string {
  return t(`kit:value.${String(value)}`, { defaultValue: String(value) })
}

/** Everything that happened to a case, newest first. */
export function CaseTimeline({ events }: { events: readonly Event[] }) {
  const { t } = useWords()
  const names = useCityNames()
  const items = [...events].reverse().map(event => ({
    key: event.eventId,
    color: colours[event.type] ?? 'var(--c-primary)',
    content: (
      <div className="timeline-item">
        <div className="row-between">
          <strong>{t(`kit:event.${event.type}`)}</strong>
          <span className="small quiet number">
            <Moment at={event.at} />
          </span>
        </div>
        <div className="small quiet">
          {event.type === 'advised' ? <Tag variant="outlined">{t('kit:advice.ai')}</Tag> : event.actorName}
          {event.departmentId && ` · ${names.department(event.departmentId)}`}
        </div>
        {event.text && <p className="said timeline-text">{event.text}</p>}
        <Facts event={event} names={names} />
      </div>
    ),
  }))
  return <Timeline items={items} />
}

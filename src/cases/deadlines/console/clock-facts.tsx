import type { ReactNode } from 'react'
import type { CaseDetail } from '#cases/console/case-calls.ts'
import type { CityNames } from '#console/kit/city.ts'
import type { Translate } from '#console/kit/language.ts'
import { DueText } from '#console/kit/moments.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { hoursOf } from './limit-form.rules.ts'

/** What the page of a case says about its clock: why it stands still, what waits for a ruling, who used how much time. */
export function clockFacts(of: CaseDetail, t: Translate, names: CityNames): [string, ReactNode][] {
  const facts: [string, ReactNode][] = []
  if (of.pause)
    facts.push([
      'pause',
      <ToneTag key="pause" tone="warning">
        {t(`deadlines:pause.${of.pause}`)}
      </ToneTag>,
    ])
  if (of.asked)
    facts.push([
      'asked',
      <ToneTag key="asked" tone="busy">
        {t(`deadlines:asked.${of.asked.what}`, { days: of.asked.workdays })}
      </ToneTag>,
    ])
  if (of.respondBy) facts.push(['respondBy', <DueText key="respond" at={of.respondBy} closed={false} />])
  if (of.timeUsed.length > 0)
    facts.push([
      'timeUsed',
      <ul key="used" className="plain-list">
        {of.timeUsed.map(one => (
          <li key={one.departmentId}>
            {names.department(one.departmentId)} {t('deadlines:used', hoursOf(one.minutes))}{' '}
            {one.running && <span className="small quiet">{t('deadlines:runs')}</span>}
          </li>
        ))}
      </ul>,
    ])
  return facts
}

import { addBusinessTime, type BusinessCalendar, wallTime } from '#city/index.ts'
import type { FilingAct, FilingDue, RegisterContent } from './register.contract.ts'

/** Working days that the provisions on algorithmic recommendation of 2022-03-01 give (article 24). */
export const filingDays = { filed: 10, changed: 10, stopped: 20 } as const satisfies Record<FilingAct, number>

export interface FilingFacts {
  kind: RegisterContent['filing']
  began: Date | null
  changed: Date | null
  ended: Date | null
  /** What the filing system was told, with local dates. */
  filings: readonly { act: FilingAct; on: string }[]
}

/** What the filing system is to be told and until when; nothing where no filing is due. */
export function filingsDue(facts: FilingFacts, calendar: BusinessCalendar, now: Date): FilingDue[] {
  if (facts.kind === 'none' || !facts.began) return []
  const localDay = (at: Date) => wallTime(calendar.timeZone, at.getTime()).date
  const today = localDay(now)
  const due = (act: FilingAct, since: Date): FilingDue => {
    const last = localDay(addBusinessTime(since, { workdays: filingDays[act] }, calendar).at)
    return { act, due: last, overdue: today > last }
  }
  const told = facts.filings.filter(one => one.act !== 'stopped').map(one => one.on)
  const newest = told.toSorted().at(-1)
  if (facts.ended) {
    const since = facts.ended
    const stopped = facts.filings.some(one => one.act === 'stopped' && one.on >= localDay(since))
    return newest === undefined || stopped ? [] : [due('stopped', since)]
  }
  if (newest === undefined) return [due('filed', facts.began)]
  const { changed } = facts
  return changed && localDay(changed) > newest ? [due('changed', changed)] : []
}

import { type Database, inTransaction } from '#base/index.ts'
import { type CitySnapshot, cellAt } from '#city/index.ts'
import type { NewCase } from './case.draft.ts'
import { machine, type Step } from './case.rules.ts'
import type { CaseState, EventType } from './case-words.contract.ts'
import type { DemoCase, DemoStep } from './demo/demo-case.ts'
import type { NewEvent } from './event.draft.ts'
import { localDay } from './local-day.ts'
import { recordCases } from './record-cases.ts'

const chunk = 500
const stepOf = new Map<EventType, Step>(Object.values(machine).map(step => [step.event, step]))

/** Who an account of a generated case is in this database; the citizen and the product itself have none. */
export type WhoIs = (account: string | null) => { id: string; name: string }

function eventsOf(steps: readonly DemoStep[], who: WhoIs): NewEvent[] {
  let state: CaseState | null = null
  return steps.map(step => {
    const fromState = state
    const toState: CaseState =
      step.type === 'reported' ? 'reported' : (stepOf.get(step.type)?.to ?? state ?? 'reported')
    state = toState
    const { legalBasis, service, score, resolved } = step
    return {
      type: step.type,
      at: new Date(step.at),
      actor: who(step.account),
      departmentId: step.departmentId,
      fromState,
      toState,
      text: step.text,
      details: {
        ...(service ? { service } : {}),
        ...(score === undefined ? {} : { score }),
        ...(resolved === undefined ? {} : { resolved }),
      },
      ...(legalBasis ? { said: { legalBasis } } : {}),
    }
  })
}

function newCase(given: DemoCase, who: WhoIs): NewCase {
  const { longitude, latitude, address, regionId } = given
  const resolved = given.steps.findLast(step => step.resolved !== undefined)?.resolved ?? null
  return {
    matter: { subject: given.subject, detail: given.detail },
    place: { address, longitude, latitude, regionId, cell: cellAt({ longitude, latitude }) },
    reporter: given.reporter,
    channel: given.channel,
    nature: given.nature,
    urgency: given.urgency,
    reportedAt: new Date(given.reportedAt),
    createdBy: who(given.steps[0]?.account ?? null).id,
    reporterPersonId: null,
    idempotencyKey: null,
    source: 'demo',
    externalId: given.externalId,
    generated: true,
    blind: false,
    draftId: null,
    decision: null,
    standing: {
      state: given.state,
      disposition: given.disposition,
      rating: given.rating,
      departmentId: given.departmentId,
      dutyId: given.dutyId,
      categoryId: given.categoryId,
      dueAt: given.dueAt ? new Date(given.dueAt) : null,
      closedAt: given.closedAt ? new Date(given.closedAt) : null,
      resolved,
    },
    events: eventsOf(given.steps, who),
  }
}

/**
 * Writes the generated past of the demo city, marked as generated; what is there already is left alone, so an interrupted
 * seeding is simply run again.
 * @returns how many cases were written now.
 */
export async function recordDemoCases(
  database: Database,
  cases: readonly DemoCase[],
  options: { who: WhoIs; city: CitySnapshot; onProgress(done: number, total: number): void },
): Promise<number> {
  let written = 0
  for (let at = 0; at < cases.length; at += chunk) {
    const part = cases.slice(at, at + chunk)
    const dayOf = (one: NewCase) => localDay(options.city, one.reportedAt)
    const results = await inTransaction(database, tx =>
      recordCases(
        tx,
        part.map(one => newCase(one, options.who)),
        dayOf,
      ),
    )
    written += results.filter(one => !one.repeated).length
    options.onProgress(Math.min(at + chunk, cases.length), cases.length)
  }
  return written
}

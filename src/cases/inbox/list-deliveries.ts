import type { z } from 'zod'
import { baseError, type Database, type Language, type Level, sentenceOf, within } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { hintOf, maskAddress } from './delivery.rules.ts'
import { countDeliveries, type DeliveryRow, selectDeliveries } from './delivery.store.ts'
import type {
  ContactChannel,
  DeliveryState,
  delivery,
  deliveryOverview,
  deliveryPage,
  deliveryQuery,
} from './outside.contract.ts'
import { type Outside, offeredBy } from './outside.ts'
import { fillWords } from './template.rules.ts'
import { valuesOf } from './values.rules.ts'
import { readWording } from './wording.ts'

const mostCounted = 10_000

function causeOf(row: DeliveryRow, language: Language): string | null {
  if (row.cause === null) return null
  // A cause of an earlier release may be gone from the catalogue; its name still says something.
  const known = Object.hasOwn(baseError.entries, row.cause)
  if (!known) return row.cause
  const entry = baseError.entries[row.cause as keyof typeof baseError.entries]
  return sentenceOf({ entry, details: row.cause_details ?? {} }, language)
}

function viewOf(
  row: DeliveryRow,
  { title, language, level }: { title: string; language: Language; level: Level },
): z.input<typeof delivery> {
  return {
    title,
    deliveryId: row.id,
    code: row.code,
    channel: row.channel,
    template: row.template,
    address: row.address && (within('L3', level) ? maskAddress : hintOf)(row.address),
    state: row.state,
    tries: row.tries,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    cause: causeOf(row, language),
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

/** What was sent to citizens and what was not, newest first; addresses are masked for everybody, below L3 to the domain. */
export async function listDeliveries(
  { database, city: cities }: Pick<CaseLoop, 'database' | 'city'>,
  asked: { query: z.output<typeof deliveryQuery>; language: Language; level: Level },
): Promise<z.input<typeof deliveryPage>> {
  const { query, language, level } = asked
  const rows = await selectDeliveries(database, { ...query, limit: query.limit + 1 })
  const shown = rows.slice(0, query.limit)
  const city = await cities.snapshot()
  const wording = await readWording(database)
  const titleOf = (row: DeliveryRow) => {
    const facts = { code: row.code, department_id: null, due_at: null, urgency: null, subject: null }
    return fillWords(wording(row.template, language), valuesOf(facts, row.parameters, { city, language }))
      .title
  }
  return {
    items: shown.map(row => viewOf(row, { title: titleOf(row), language, level })),
    next: rows.length > shown.length ? shown.at(-1)!.id : null,
  }
}

/** What is configured, and how much waits or was given up. */
export async function readOverview(
  database: Database,
  outside: Outside,
): Promise<z.input<typeof deliveryOverview>> {
  const count = async (states: DeliveryState[]) => {
    const of = (channel: ContactChannel) => countDeliveries(database, { channel, states, limit: mostCounted })
    return { email: await of('email'), sms: await of('sms') }
  }
  return {
    ...offeredBy(outside),
    publicUrl: outside.publicUrl !== undefined,
    waiting: await count(['queued', 'failed']),
    parked: await count(['parked']),
  }
}

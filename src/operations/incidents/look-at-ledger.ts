import { type Database, inTransaction, isUuid, type Transaction } from '#base/index.ts'
import { findPerson } from '#identity/index.ts'
import { type LoggedEntry, loggedEntries, readEntries } from '#ledger/index.ts'
import { isFresh, judge, pastDays, rules } from './detect.rules.ts'
import { recordFinding } from './record-finding.ts'
import { addUp, type Bucket } from './signal.rules.ts'
import {
  addCounts,
  claimWatch,
  dropCounts,
  savePlace,
  selectPast,
  selectWatch,
  sumWindow,
} from './watch.store.ts'

export interface Watching {
  database: Database
  /** Whether a moment lies in the night of the city. */
  isNight(at: Date): boolean
}

/** Entries that are read in one transaction. */
const atOnce = 2000
const bucketMinutes = 10
const day = 86_400_000

/** The end of an export says how much left; whose it was stands in the entry that began it. */
async function withOwners(tx: Transaction, entries: readonly LoggedEntry[]): Promise<LoggedEntry[]> {
  const named: LoggedEntry[] = []
  for (const entry of entries) {
    if (entry.kind !== 'case.export-ended') {
      named.push(entry)
      continue
    }
    const begun = (await readEntries(tx, entry.subject)).find(one => one.kind === 'case.exported')
    const { by = null } = (begun?.body ?? {}) as { by?: string }
    named.push({ ...entry, body: { ...(entry.body as object), by } })
  }
  return named
}

/** Each bucket with the role of whom it is about; an account that is not known has none. */
async function withRoles(tx: Transaction, buckets: readonly Bucket[]) {
  const roles = new Map<string, string | null>()
  for (const { about } of buckets) {
    if (roles.has(about)) continue
    const person = isUuid(about) ? await findPerson(tx, about) : undefined
    roles.set(about, person?.roles[0] ?? null)
  }
  return buckets.map(one => ({ ...one, role: roles.get(one.about) ?? null }))
}

type Counted = Awaited<ReturnType<typeof withRoles>>[number]

/** Of each signal, account and drill the newest bucket: what is new is looked at once. */
function newest(buckets: readonly Counted[]): Counted[] {
  const found = new Map<string, Counted>()
  for (const one of buckets) {
    const key = JSON.stringify([one.signal, one.about, one.drill])
    const held = found.get(key)
    if (!held || held.bucket < one.bucket) found.set(key, one)
  }
  return [...found.values()]
}

async function judgeCount(tx: Transaction, counted: Counted, now: Date): Promise<string[]> {
  const opened: string[] = []
  for (const rule of rules.filter(one => one.needs === counted.signal)) {
    const to = new Date(counted.bucket + bucketMinutes * 60_000)
    const from = new Date(to.getTime() - rule.windowMinutes * 60_000)
    const measured = await sumWindow(tx, rule, { ...counted, from, to })
    if (measured < rule.floor) continue
    const since = new Date(from.getTime() - pastDays * day)
    const past = await selectPast(tx, rule, { ...counted, since, before: from })
    // These ten minutes are not over yet; a clock that was put back would end them before they began.
    const seen = now > from && now < to ? now : to
    const crossing = judge(rule, { from, to: seen, measured }, past)
    if (!crossing) continue
    const found = { rule, about: counted.about, drill: counted.drill || null, crossing }
    const incidentId = await recordFinding(tx, found, now)
    if (incidentId) opened.push(incidentId)
  }
  return opened
}

/** What one look did. */
export interface Looked {
  read: number
  /** Incidents that something was found for. */
  incidents: string[]
}

async function lookOnce({ database, isNight }: Watching, now: Date): Promise<Looked | null> {
  return await inTransaction(database, async tx => {
    if (!(await claimWatch(tx))) return null
    const { place } = await selectWatch(tx)
    const { entries, next } = await loggedEntries(tx, place, atOnce)
    const counted = await withRoles(tx, addUp(await withOwners(tx, entries), isNight))
    await addCounts(tx, counted)
    const incidents: string[] = []
    for (const one of newest(counted))
      if (isFresh(one.bucket, now.getTime())) incidents.push(...(await judgeCount(tx, one, now)))
    await dropCounts(tx, new Date(now.getTime() - (pastDays + 3) * day))
    await savePlace(tx, next, now)
    return { read: next - place, incidents }
  })
}

/**
 * Reads what came to the ledger since the last look, counts it and judges it by the rules. What was counted, how far it was
 * read and what was found commit together: killed in between, the next look does it all again and nothing twice. Any number of
 * processes may; one does.
 * @returns null when another process is at it.
 */
export async function lookAtLedger(
  watching: Watching,
  now = new Date(),
  signal?: AbortSignal,
): Promise<Looked | null> {
  const all: Looked = { read: 0, incidents: [] }
  for (;;) {
    const one = await lookOnce(watching, now)
    if (one === null) return null
    all.read += one.read
    all.incidents.push(...one.incidents)
    if (one.read < atOnce || signal?.aborted) return all
  }
}

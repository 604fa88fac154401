import { isDeepStrictEqual } from 'node:util'
import { type Database, inTransaction } from '#base/index.ts'
import { checkDecisions } from '#kernel/index.ts'
import { logHead, readSeenHead, seenHead, type Verified, verifyLog } from '#ledger/index.ts'
import { ruleOf } from './detect.rules.ts'
import { selectLastFinding } from './incident.store.ts'
import { recordFinding } from './record-finding.ts'
import { everything } from './signal.rules.ts'
import { claimVerification, claimWatch, saveVerified, selectWatch } from './watch.store.ts'

interface Checking {
  database: Database
  dataFolder: string
}

/** What was found by kind, as figures for the incident. */
function tally({ findings, more }: Verified): Record<string, number> {
  const counts: Record<string, number> = more > 0 ? { more } : {}
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

async function keepFindings(
  { database }: Checking,
  found: { verified: Verified; note: string | null; whole: boolean },
  now: Date,
): Promise<string | null> {
  const { verified, note, whole } = found
  const measured = verified.findings.length + verified.more
  return await inTransaction(database, async tx => {
    if (!(await claimWatch(tx))) return null
    await saveVerified(tx, { note, whole, now })
    if (measured === 0) return null
    const rule = ruleOf('ledger-broken')
    const key = { rule: rule.id, about: everything, drill: null }
    const facts = tally(verified)
    // What was altered stays altered: it is told once, and again when there is more or something else.
    const last = await selectLastFinding(tx, key)
    if (last && isDeepStrictEqual(last.facts, facts)) return null
    const crossing = { from: now, to: now, measured, threshold: rule.floor }
    return await recordFinding(tx, { ...key, rule, crossing, facts }, now)
  })
}

/**
 * Verifies what came to the log since the last time against what this node saw of it, and once a day all of it. What is wrong
 * opens an incident.
 * @returns the incident that something was found for; null when all is well or another process is at it.
 */
export async function checkLog(
  checking: Checking,
  now = new Date(),
  signal?: AbortSignal,
): Promise<string | null> {
  const { database, dataFolder } = checking
  const whole = await inTransaction(database, tx => claimVerification(tx, now))
  const { verified_note } = await selectWatch(database)
  const since = !whole && verified_note !== null ? (seenHead(verified_note) ?? undefined) : undefined
  const seen = await readSeenHead(dataFolder)
  const head = await logHead(database)
  const verified = await verifyLog(database, {
    seen: seen ? [seen] : [],
    since,
    records: [checkDecisions],
    ...(signal ? { signal } : {}),
  })
  if (signal?.aborted) return null
  return await keepFindings(checking, { verified, note: head?.note ?? null, whole }, now)
}

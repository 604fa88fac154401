import { type Database, inTransaction, momentOf, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { selectContent, selectDecision } from '../decision.store.ts'
import { freeTextsOf } from '../guard/free-texts.rules.ts'
import type { GuardInForce } from '../guard/guard-in-force.ts'
import { kernelError } from '../kernel.errors.ts'
import type { AlarmReport } from './alarm.contract.ts'
import { alarmError } from './alarm.errors.ts'
import { insertAlarm } from './alarm.store.ts'
import { excerptOf, wholeSentences } from './excerpt.rules.ts'

export interface AlarmParts {
  database: Database
  algorithms: readonly AnyAlgorithm[]
  guard(): Promise<GuardInForce>
}

/** Where the words of a report stand; null where they do not. */
function placeOf(
  text: string,
  { about, words, start, end }: AlarmReport,
): { start: number; end: number } | null {
  if (start !== undefined && end !== undefined)
    return start < end && end <= text.length ? { start, end } : null
  if (words === undefined) return about === 'attack' && text !== '' ? { start: 0, end: text.length } : null
  const at = text.indexOf(words)
  return at < 0 ? null : { start: at, end: at + words.length }
}

async function textOf(parts: AlarmParts, decisionId: string) {
  const decision = await selectDecision(parts.database, decisionId)
  const algorithm = parts.algorithms.find(one => one.id === decision?.algorithm)
  if (!decision || !algorithm) throw kernelError('kernel.decision-not-found')
  const content = await selectContent(parts.database, decisionId)
  if (!content) throw alarmError('kernel.alarm-words-not-found')
  return { algorithm, text: freeTextsOf(algorithm.input, content.input).join('\n') }
}

/**
 * Notes what somebody at work met. Whoever reads advice has its id and what was said before them, so the id is enough to
 * report on it; the answer tells nothing that was not given.
 * @throws kernel.decision-not-found, kernel.alarm-words-not-found, kernel.alarm-reported
 */
export async function reportAlarm(parts: AlarmParts, report: AlarmReport, by: Actor): Promise<string> {
  const { algorithm, text } = await textOf(parts, report.decisionId)
  const named = placeOf(text, report)
  if (!named) throw alarmError('kernel.alarm-words-not-found')
  const place = report.about === 'attack' ? wholeSentences(text, named) : named
  const guard = await parts.guard()
  const id = uuidv7()
  await inTransaction(parts.database, async tx => {
    const made = await insertAlarm(tx, {
      id,
      reportedAt: momentOf(id),
      reportedBy: by.id,
      decisionId: report.decisionId,
      algorithm: algorithm.id,
      claim: report.claim,
      about: report.about,
      from: place.start,
      to: place.end,
      words: text.slice(place.start, place.end),
      excerpt: excerptOf(text, place, guard.findingsIn(text)),
      why: report.why,
    })
    if (!made) throw alarmError('kernel.alarm-reported')
    await append(tx, [
      {
        kind: 'guard.alarm-reported',
        subject: `alarm:${id}`,
        body: { alarm: id, decision: report.decisionId, claim: report.claim, about: report.about, by: by.id },
      },
    ])
  })
  return id
}

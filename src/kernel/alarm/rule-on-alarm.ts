import { type Database, inTransaction, type Transaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { readSuites } from '../redteam/read-suites.ts'
import type { AlarmRuling } from './alarm.contract.ts'
import { alarmError } from './alarm.errors.ts'
import { endException, insertException, type NewException, selectAlarm, settleAlarm } from './alarm.store.ts'
import { isLeadUp, plainForm } from './exception.rules.ts'
import type { ExceptionHolder } from './hold-exceptions.ts'
import { probesFor } from './probes.ts'
import { withExceptions } from './with-exceptions.ts'

export interface RulingParts {
  database: Database
  exceptions: Pick<ExceptionHolder, 'forget'>
}

type Alarm = NonNullable<Awaited<ReturnType<typeof selectAlarm>>>

const leastOfAttack = 4

/** The text that shows an exception to be too wide, if there is one. */
async function tooWide(exception: NewException): Promise<string | undefined> {
  const { before, words, effect, about } = exception
  if (before !== null && !isLeadUp(before)) return before
  if (words !== null && about === 'attack' && plainForm(words).length < leastOfAttack) return words
  const plain = withExceptions([])
  const ruled = withExceptions([exception])
  if (effect === 'quiet')
    return probesFor(exception).find(one => ruled.recognise(one).length < plain.recognise(one).length)
  // What is to be found from now on must not stand in what everybody writes.
  const controls = (await readSuites()).flatMap(one => one.trials).filter(one => one.kind === 'control')
  return about === 'attack'
    ? controls.find(one => ruled.assess(one.text).flagged && !plain.assess(one.text).flagged)?.text
    : controls.find(one => ruled.recognise(one.text).length > plain.recognise(one.text).length)?.text
}

async function except(tx: Transaction, alarm: Alarm, before: string | undefined): Promise<NewException> {
  const byWords = before === undefined || alarm.claim === 'missed' || alarm.about === 'attack'
  const made: NewException = {
    id: uuidv7(),
    alarmId: alarm.id,
    effect: alarm.claim === 'missed' ? 'find' : 'quiet',
    about: alarm.about,
    words: byWords ? alarm.words : null,
    before: byWords ? null : before,
    sample: alarm.excerpt!,
  }
  const example = await tooWide(made)
  if (example !== undefined) throw alarmError('kernel.exception-too-wide', { example: example.slice(0, 60) })
  await insertException(tx, made)
  return made
}

/**
 * Rules on an alarm. Upheld, an exception takes effect at once: here with the next text, in other processes within two seconds;
 * its sentence is asked about in every red-team run from now on.
 * @returns the id of the exception, null for a rejected alarm.
 * @throws kernel.alarm-not-found, kernel.alarm-ruled, kernel.exception-too-wide, kernel.alarm-words-not-found when erased.
 */
export async function ruleOnAlarm(
  { database, exceptions }: RulingParts,
  alarmId: string,
  ruling: AlarmRuling & { by: Actor },
): Promise<string | null> {
  const { verdict, reason, before, by } = ruling
  const made = await inTransaction(database, async tx => {
    const alarm = await selectAlarm(tx, alarmId)
    if (!alarm) throw alarmError('kernel.alarm-not-found')
    if (alarm.state !== 'open') throw alarmError('kernel.alarm-ruled', { state: alarm.state })
    if (verdict === 'upheld' && (alarm.words === null || alarm.excerpt === null))
      throw alarmError('kernel.alarm-words-not-found')
    await settleAlarm(tx, alarmId, { state: verdict, by: by.id, reason })
    const exception = verdict === 'upheld' ? await except(tx, alarm, before) : null
    await append(tx, [
      {
        kind: `guard.alarm-${verdict}`,
        subject: `alarm:${alarmId}`,
        body: { alarm: alarmId, decision: alarm.decision_id, by: by.id, exception: exception?.id ?? null },
      },
    ])
    return exception
  })
  exceptions.forget()
  return made?.id ?? null
}

/** Ends an exception: the guard is as it was without it. @throws kernel.exception-not-found */
export async function endRuledException(
  { database, exceptions }: RulingParts,
  exceptionId: string,
  by: Actor,
): Promise<void> {
  await inTransaction(database, async tx => {
    const alarm = await endException(tx, exceptionId, by.id)
    if (!alarm) throw alarmError('kernel.exception-not-found')
    await append(tx, [
      {
        kind: 'guard.exception-ended',
        subject: `alarm:${alarm}`,
        body: { alarm, exception: exceptionId, by: by.id },
      },
    ])
  })
  exceptions.forget()
}

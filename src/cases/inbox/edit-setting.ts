import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { caseError } from '../case.errors.ts'
import { pauseMinutes } from './delivery.rules.ts'
import { bringForward } from './delivery.store.ts'
import type { MessageSetting } from './outside.contract.ts'
import { selectSetting, updateSetting } from './template.store.ts'

/** When citizens get no short messages. */
export async function readSetting(database: Database): Promise<MessageSetting> {
  const { quiet_from: from, quiet_until: until, version } = await selectSetting(database)
  return { quiet: from === null || until === null ? null : { from, until }, version }
}

/** Changes when citizens get no short messages; what waits for the morning is looked at anew. @throws cases.stale-template */
export async function editSetting(
  database: Database,
  actor: Actor,
  { quiet, version }: MessageSetting,
): Promise<MessageSetting> {
  return await inTransaction(database, async tx => {
    const row = { quiet_from: quiet?.from ?? null, quiet_until: quiet?.until ?? null, version }
    if (!(await updateSetting(tx, row))) throw caseError('cases.stale-template')
    await bringForward(tx, 'sms', pauseMinutes)
    const body = { by: actor.id, from: row.quiet_from, until: row.quiet_until }
    await append(tx, [{ kind: 'message.quiet-hours-changed', subject: 'messages', body }])
    return { quiet, version: version + 1 }
  })
}

import { type Database, inTransaction, type Language, sentenceOf } from '#base/index.ts'
import { type Actor, deleteMailChoice, saveMailChoice, selectMailChoice } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { causeError } from './mail-cause.ts'
import type { ChooseMail, MailChoiceView } from './mail-choice.contract.ts'
import { mailChoiceError } from './mail-choice.errors.ts'
import { lowestIdAt } from './message-id.rules.ts'
import { nothingOutside, offeredBy } from './outside.ts'

/** How somebody is told by mail of new messages. */
export async function readMailChoice(
  loop: Pick<CaseLoop, 'database' | 'outside'>,
  actor: Pick<Actor, 'id'>,
  language: Language,
): Promise<MailChoiceView> {
  const { database, outside = nothingOutside } = loop
  const offered = offeredBy(outside).email
  const held = await selectMailChoice(database, actor.id)
  if (!held) return { offered, way: 'none', address: null, language, cause: null }
  const error = held.cause === null ? null : causeError(held.cause)
  const cause = error && sentenceOf(error, language)
  return { offered, way: held.way, address: held.address, language: held.language, cause }
}

/**
 * Chooses how to be told by mail, for oneself; what is in the inbox already is not sent. The ledger keeps the way, never the
 * address.
 * @throws cases.no-staff-mail without a mail server, and for those who have no work here: citizens are told otherwise
 */
export async function chooseMailWay(
  loop: Pick<CaseLoop, 'database' | 'outside'>,
  actor: Pick<Actor, 'id' | 'roles'>,
  wanted: ChooseMail,
): Promise<void> {
  const { database, outside = nothingOutside } = loop
  const ends = wanted.way === 'none'
  if (!ends && (!offeredBy(outside).email || actor.roles.length === 0))
    throw mailChoiceError('cases.no-staff-mail')
  await write(database, actor, wanted)
}

async function write(database: Database, actor: Pick<Actor, 'id'>, wanted: ChooseMail): Promise<void> {
  await inTransaction(database, async tx => {
    if (wanted.way === 'none') await deleteMailChoice(tx, actor.id)
    else await saveMailChoice(tx, { ...wanted, personId: actor.id, toldThrough: lowestIdAt(new Date()) })
    const body = { by: actor.id, way: wanted.way }
    await append(tx, [{ kind: 'inbox.mail-chosen', subject: `person:${actor.id}`, body }])
  })
}

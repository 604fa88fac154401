import type { z } from 'zod'
import { baseError, type Database, inTransaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { readFollowUpCode } from '../code.rules.ts'
import { readableHash } from '../follow-up.ts'
import { type ContactKey, endContact, hasCase, selectContact } from './contact.store.ts'
import { maskAddress } from './delivery.rules.ts'
import type { contactView } from './outside.contract.ts'

type View = z.input<typeof contactView>

/** How the citizen of a case is told. @throws base.not-found for a code nobody has. */
export async function readContact(database: Database, followUpCode: string): Promise<View> {
  const followUpHash = readableHash(followUpCode)
  const contact = await selectContact(database, { followUpHash })
  if (!contact && !(await hasCase(database, followUpHash))) throw baseError('base.not-found')
  if (!contact) return { channel: null, address: null, ended: false }
  return {
    channel: contact.channel,
    address: contact.address === null ? null : maskAddress(contact.address),
    ended: contact.ended_at !== null,
  }
}

async function end(database: Database, key: ContactKey): Promise<View> {
  return await inTransaction(database, async tx => {
    const contact = await selectContact(tx, key)
    if (!contact) throw baseError('base.not-found')
    if (await endContact(tx, contact.id)) {
      const subject = `case:${contact.case_id}`
      await append(tx, [{ kind: 'case.contact-ended', subject, body: { contact: contact.id } }])
    }
    return { channel: contact.channel, address: null, ended: true }
  })
}

/** The citizen wants no more messages, by the follow-up code. The address is erased. @throws base.not-found */
export async function endByFollowUpCode(database: Database, followUpCode: string): Promise<View> {
  return await end(database, { followUpHash: readableHash(followUpCode) })
}

/** The same by the code of a message. @throws base.not-found for a code nobody has. */
export async function endByMessage(database: Database, typed: string): Promise<View> {
  const code = readFollowUpCode(typed)
  if (!code) throw baseError('base.not-found')
  return await end(database, { code })
}

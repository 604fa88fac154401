import type { z } from 'zod'
import { type Database, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { endAfter } from './key-end.rules.ts'
import type { newPartner, Partner } from './partner.contract.ts'
import { insertPartner } from './partner.store.ts'
import { partnerView } from './partner.view.ts'
import { hashPartnerKey, makePartnerKey, prefixOfKey } from './partner-key.ts'

/** Gives a system outside a key. It is in the answer and nowhere else. */
export async function createPartner(
  database: Database,
  wanted: z.input<typeof newPartner>,
  by: Pick<Actor, 'id'>,
): Promise<{ partner: Partner; key: string }> {
  const key = makePartnerKey()
  const { callsPerMinute = 120, days = 365 } = wanted
  const validUntil = endAfter(days, new Date())
  const rights = [...new Set(wanted.rights)]
  return await inTransaction(database, async tx => {
    const row = await insertPartner(tx, {
      id: uuidv7(),
      name: wanted.name,
      rights,
      adapter: wanted.adapter ?? 'standard',
      hash: hashPartnerKey(key),
      prefix: prefixOfKey(key),
      callsPerMinute,
      validUntil,
      by: by.id,
    })
    const body = { by: by.id, rights, callsPerMinute, validUntil: validUntil.toISOString() }
    await append(tx, [{ kind: 'partner.created', subject: `partner:${row.id}`, body }])
    return { partner: partnerView(row), key }
  })
}

import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { exchangeError } from './exchange.errors.ts'
import { endAfter, formerEnd } from './key-end.rules.ts'
import type { Partner, PartnerRotation } from './partner.contract.ts'
import { lockPartner, rotatePartnerRow } from './partner.store.ts'
import { partnerView } from './partner.view.ts'
import { hashPartnerKey, makePartnerKey, prefixOfKey } from './partner-key.ts'

/**
 * Gives a partner another key; the one before is taken for some days more. Of two overlaps only the newer goes on: a third
 * key would be one that nobody remembers. The key is in the answer and nowhere else.
 * @throws cases.unknown-partner
 */
export async function rotatePartner(
  database: Database,
  { partnerId, days, overlapDays }: PartnerRotation & { partnerId: string },
  by: Pick<Actor, 'id'>,
): Promise<{ partner: Partner; key: string }> {
  const key = makePartnerKey()
  const now = new Date()
  const validUntil = endAfter(days, now)
  return await inTransaction(database, async tx => {
    const held = await lockPartner(tx, partnerId)
    if (!held) throw exchangeError('cases.unknown-partner')
    const until = formerEnd({ validUntil: held.valid_until, revokedAt: null }, overlapDays, now)
    const row = await rotatePartnerRow(tx, partnerId, {
      hash: hashPartnerKey(key),
      prefix: prefixOfKey(key),
      validUntil,
      former: { hash: held.key_hash, until: until ?? now },
    })
    const body = {
      by: by.id,
      validUntil: validUntil.toISOString(),
      formerUntil: until?.toISOString() ?? null,
    }
    await append(tx, [{ kind: 'partner.rotated', subject: `partner:${partnerId}`, body }])
    return { partner: partnerView(row), key }
  })
}

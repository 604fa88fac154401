import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { exchangeError } from './exchange.errors.ts'
import { endAfter } from './key-end.rules.ts'
import type { Partner, PartnerRenewal } from './partner.contract.ts'
import { lockPartner, renewPartnerRow } from './partner.store.ts'
import { partnerView } from './partner.view.ts'

/** Lets a key be good for so many days from now. One that was revoked stays so. @throws cases.unknown-partner */
export async function renewPartner(
  database: Database,
  { partnerId, days }: PartnerRenewal & { partnerId: string },
  by: Pick<Actor, 'id'>,
): Promise<Partner> {
  const validUntil = endAfter(days, new Date())
  return await inTransaction(database, async tx => {
    if (!(await lockPartner(tx, partnerId))) throw exchangeError('cases.unknown-partner')
    const row = await renewPartnerRow(tx, partnerId, validUntil)
    const body = { by: by.id, validUntil: validUntil.toISOString() }
    await append(tx, [{ kind: 'partner.renewed', subject: `partner:${partnerId}`, body }])
    return partnerView(row)
  })
}

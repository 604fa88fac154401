import { keyStanding } from './key-end.rules.ts'
import type { Partner, PartnerRight } from './partner.contract.ts'
import type { PartnerRow } from './partner.store.ts'

/** A partner as it is shown; its key's hash stays where it is. */
export function partnerView(row: PartnerRow & { cases?: number }, now = new Date()): Partner {
  const former = row.former_until && row.former_until > now ? row.former_until : null
  return {
    partnerId: row.id,
    name: row.name,
    rights: row.rights as PartnerRight[],
    keyPrefix: row.key_prefix,
    callsPerMinute: row.calls_per_minute,
    createdAt: row.created_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    validUntil: row.valid_until.toISOString(),
    formerUntil: row.revoked_at ? null : (former?.toISOString() ?? null),
    standing: keyStanding({ validUntil: row.valid_until, revokedAt: row.revoked_at }, now),
    cases: row.cases ?? 0,
  }
}

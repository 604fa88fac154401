import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/** What a partner's key may be used for: reporting (Open311), adding words to its cases, exchanging orders. */
export const partnerRights = ['report', 'update', 'exchange'] as const
export type PartnerRight = (typeof partnerRights)[number]

/** In whose words orders are exchanged with a higher-level platform; docs/exchange.md describes the first. */
export const adapterKeys = ['standard'] as const
export type AdapterKey = (typeof adapterKeys)[number]

/** Where its key stands; `ending` when its end is near. */
export const partnerKeyStandings = ['valid', 'ending', 'ended', 'revoked'] as const
export type PartnerKeyStanding = (typeof partnerKeyStandings)[number]

/** A system outside that brings cases in or is told of them. */
export const partner = z.object({
  partnerId: level('L2', z.uuid()),
  name: level('L2', z.string()),
  rights: level('L2', z.array(z.enum(partnerRights))),
  keyPrefix: level('L2', z.string()),
  callsPerMinute: level('L2', z.number().int()),
  createdAt: level('L2', z.iso.datetime()),
  revokedAt: level('L2', z.iso.datetime().nullable()),
  lastUsedAt: level('L2', z.iso.datetime().nullable()),
  validUntil: level('L2', z.iso.datetime()),
  /** Until when the key before this one is still taken; null when there is none. */
  formerUntil: level('L2', z.iso.datetime().nullable()),
  standing: level('L2', z.enum(partnerKeyStandings)),
  /** Cases it brought in. */
  cases: level('L2', z.number().int()),
})
export type Partner = z.infer<typeof partner>

export const partnerList = z.object({ partners: z.array(partner) })

/** A key is good for a year unless somebody says otherwise, and never for more than two. */
const days = level('L2', z.number().int().min(1).max(731).default(365))

export const newPartner = z.object({
  name: level('L2', personText(100, 1)),
  rights: level('L2', z.array(z.enum(partnerRights)).min(1)),
  callsPerMinute: level('L2', z.number().int().min(1).max(60_000).default(120)),
  adapter: level('L2', z.enum(adapterKeys)).default('standard'),
  days,
})
export type NewPartner = z.infer<typeof newPartner>

/** From now on, so many days. */
export const partnerRenewal = z.object({ days })
export type PartnerRenewal = z.infer<typeof partnerRenewal>
export const renewedPartner = z.object({ partner })

/** A new key, and for how many days the one before is still taken; 0 ends it at once. */
export const partnerRotation = z.object({
  days,
  overlapDays: level('L2', z.number().int().min(0).max(90).default(7)),
})
export type PartnerRotation = z.infer<typeof partnerRotation>

/** The answer holds the key, which is shown only here. */
export const madePartner = z.object({ partner, key: level('L3', z.string()) })

export const partnerKey = z.object({ partnerId: level('L2', z.uuid()) })
export const partnerEnded = z.object({ revoked: level('L2', z.literal(true)) })

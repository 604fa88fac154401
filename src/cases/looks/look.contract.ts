import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/** What a look at somebody's contact is for. `other` needs words. */
export const lookPurposes = ['contact', 'site', 'call-back', 'identity', 'audit', 'other'] as const
export type LookPurpose = (typeof lookPurposes)[number]

/** Asks to see what stands masked on a case. */
export const askLook = z
  .object({
    purpose: level('L2', z.enum(lookPurposes)),
    words: level('L4', personText(200)).optional(),
  })
  .refine(({ purpose, words }) => purpose !== 'other' || (words ?? '').length >= 2, {
    path: ['words'],
    params: { code: 'say-why' },
  })

/** Until when the contact of the case is shown to who asked. */
export const lookGranted = z.object({ until: level('L2', z.iso.datetime()) })

/** One look: who saw the contact of which case, when, and what for. */
export const look = z.object({
  lookId: level('L2', z.uuid()),
  caseId: level('L2', z.uuid()),
  code: level('L2', z.string()),
  personId: level('L2', z.string()),
  account: level('L2', z.string().nullable()),
  purpose: level('L2', z.enum(lookPurposes)),
  /** Null below the level: words may name somebody. */
  words: level('L3', z.string().nullable()),
  at: level('L2', z.iso.datetime()),
})

export const looksPage = z.object({
  items: z.array(look),
  /** How many looks each person took that day, most first: a mass look is seen at once. */
  people: z.array(
    z.object({
      personId: level('L2', z.string()),
      account: level('L2', z.string().nullable()),
      looks: level('L2', z.number().int()),
      cases: level('L2', z.number().int()),
    }),
  ),
})

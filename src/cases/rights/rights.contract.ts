import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

const years = level('L2', z.number().int().min(1).max(100))
const reason = level('L2', personText(500, 2))

/** How long a category is kept after closing; without a category it holds for all that have no rule. */
export const retentionRule = z.object({
  categoryId: level('L2', z.string().max(80).nullable().default(null)),
  years,
  hold: level('L2', z.boolean()),
})
export type RetentionRule = z.infer<typeof retentionRule>
export const retentionRemoval = z.object({ categoryId: level('L2', personText(80, 1)) })

const count = level('L2', z.number().int())

/** What would be erased if the nightly run were now; nothing is. */
export const retentionFigures = z.object({
  rules: z.array(retentionRule.extend({ updatedAt: level('L2', z.iso.datetime()) })),
  figures: z.array(
    z.object({
      categoryId: level('L2', z.string().nullable()),
      /** The rule that applies, with the category it stands at. */
      years,
      hold: level('L2', z.boolean()),
      closed: count,
      erased: count,
      due: count,
      held: count,
    }),
  ),
  lastRun: z
    .object({
      day: level('L2', z.iso.date()),
      erased: count,
      endedAt: level('L2', z.iso.datetime().nullable()),
    })
    .nullable(),
  holds: z.array(
    z.object({ code: level('L2', z.string()), reason, placedAt: level('L2', z.iso.datetime()) }),
  ),
  requests: z.array(
    z.object({
      requestId: level('L2', z.uuid()),
      at: level('L2', z.iso.datetime()),
      actorId: level('L2', z.string()),
      kind: level('L2', z.enum(['export', 'erase'])),
      reason,
      cases: count,
      done: level('L2', z.boolean()),
    }),
  ),
})
export type RetentionFigures = z.infer<typeof retentionFigures>

export const saved = z.object({ saved: level('L2', z.literal(true)) })

export const holdBody = z.object({ code: level('L2', personText(40, 4)), reason })
export const liftBody = z.object({ code: level('L2', personText(40, 4)), reason })

/** Whose data: by the number they called from, by the address they wrote from, or by their account. */
export const personalBody = z
  .object({
    phone: level('L4', personText(30, 5)).optional(),
    email: level('L4', z.email().max(254)).optional(),
    personId: level('L2', z.uuid()).optional(),
    reason,
  })
  .refine(
    ({ phone, email, personId }) => [phone, email, personId].filter(one => one !== undefined).length === 1,
    {
      message: 'phone, email or personId',
    },
  )
export type PersonalBody = z.infer<typeof personalBody>

const told = level('L4', z.record(z.string(), z.unknown()))

/** Everything that is held about one person. */
export const personalExport = z.object({
  madeAt: level('L2', z.iso.datetime()),
  cases: z.array(
    z.object({
      facts: told,
      content: told.nullable(),
      timeline: z.array(told),
      changes: z.array(told),
      others: told,
    }),
  ),
  /** Mails of theirs that belong to no case. */
  mails: z.array(told),
})

export const erasedPerson = z.object({ cases: count })

export const correctionBody = z.object({
  name: level('L3', personText(50)).optional(),
  phone: level('L4', z.string().regex(/^[0-9+() -]{0,30}$/)).optional(),
  address: level('L4', personText(300)).optional(),
  reason: level('L4', personText(1_000, 1)),
})
export type CorrectionBody = z.infer<typeof correctionBody>

export const personalFields = ['name', 'phone', 'address'] as const
/** What was held before corrections, newest first; values are null above the reader's level. */
export const personalChanges = z.object({
  items: z.array(
    z.object({
      at: level('L2', z.iso.datetime()),
      actorName: level('L3', z.string().nullable()),
      field: level('L2', z.enum(personalFields)),
      was: level('L4', z.string().nullable()),
      becomes: level('L4', z.string().nullable()),
      reason: level('L4', z.string().nullable()),
    }),
  ),
  mayCorrect: level('L2', z.boolean()),
})

import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { messageLanguages } from './outside.contract.ts'

/** How somebody of the staff is told by mail of new messages: not at all, of each, or once each workday morning. */
export const mailWays = ['none', 'at-once', 'daily'] as const
export type MailWay = (typeof mailWays)[number]

const language = level('L2', z.enum(messageLanguages))

/** What somebody chose for themselves. */
export const mailChoice = z.object({
  /** A mail server is configured. */
  offered: level('L2', z.boolean()),
  way: level('L2', z.enum(mailWays)),
  address: level('L4', z.string().nullable()),
  language,
  /** Why the last mail did not go out, as a sentence. */
  cause: level('L2', z.string().nullable()),
})
export type MailChoiceView = z.infer<typeof mailChoice>

export const chooseMail = z.discriminatedUnion('way', [
  z.object({ way: level('L2', z.literal('none')) }),
  z.object({
    way: level('L2', z.enum(['at-once', 'daily'])),
    address: level('L4', z.email().max(254)),
    language,
  }),
])
export type ChooseMail = z.infer<typeof chooseMail>

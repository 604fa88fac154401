import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/** What a case can be given by another system's JSON. */
export const incomingFields = [
  'text',
  'subject',
  'address',
  'longitude',
  'latitude',
  'category',
  'reporterName',
  'reporterPhone',
  'externalId',
] as const
export type IncomingField = (typeof incomingFields)[number]

/** Steps into JSON: `data.items[0].text`, with a name in quotes where it holds signs: `["a.b"]`. */
const path = z
  .string()
  .max(200)
  .regex(
    /^(\$\.?)?([\p{L}_][\p{L}\p{N}_-]*|\[\d{1,4}\]|\["[^"\\]{1,100}"\])(\.[\p{L}_][\p{L}\p{N}_-]*|\[\d{1,4}\]|\["[^"\\]{1,100}"\])*$/u,
  )
/** Where a field is, or what it always is. */
const source = z.union([z.object({ path }), z.object({ constant: personText(200, 1) })])
export type IncomingSource = z.infer<typeof source>

const optional = source.nullable().default(null)
/** Where in another system's JSON the fields of a case are. */
export const incomingMapping = level(
  'L2',
  z.object({
    text: source,
    subject: optional,
    address: optional,
    longitude: optional,
    latitude: optional,
    category: optional,
    reporterName: optional,
    reporterPhone: optional,
    externalId: optional,
  }),
)
export type IncomingMapping = z.infer<typeof incomingMapping>

export const incomingFaults = [
  'missing',
  'not-text',
  'not-number',
  'out-of-range',
  'too-long',
  'not-json',
] as const
/** What of a body could not be taken, and why. */
export const incomingFault = z.object({
  field: level('L2', z.enum([...incomingFields, 'body'])),
  fault: level('L2', z.enum(incomingFaults)),
})
export type IncomingFault = z.infer<typeof incomingFault>

/** A door for one system's JSON. */
export const incomingWebhook = z.object({
  webhookId: level('L2', z.uuid()),
  partnerId: level('L2', z.uuid()),
  partnerName: level('L2', z.string()),
  name: level('L2', z.string()),
  mapping: incomingMapping,
  version: level('L2', z.int()),
  createdAt: level('L2', z.iso.datetime()),
  /** Ended by hand, or because the key of its system ended. */
  open: level('L2', z.boolean()),
  cases: level('L2', z.int()),
  kept: level('L2', z.int()),
  lastAt: level('L2', z.iso.datetime().nullable()),
})
export type IncomingWebhook = z.infer<typeof incomingWebhook>
export const incomingWebhooks = z.object({ webhooks: z.array(incomingWebhook) })

export const newIncoming = z.object({
  partnerId: level('L2', z.uuid()),
  name: level('L2', personText(100, 1)),
  mapping: incomingMapping,
})
export type NewIncoming = z.infer<typeof newIncoming>
/** The answer holds the secret, which is shown only here. */
export const madeIncoming = z.object({ webhook: incomingWebhook, secret: level('L3', z.string()) })

export const incomingKey = z.object({ webhookId: level('L2', z.uuid()) })
export const changedMapping = z.object({
  mapping: incomingMapping,
  version: level('L2', z.int().min(1).max(2_147_483_646)),
})
export const mappingSaved = z.object({ version: level('L2', z.int()) })
export const incomingEnded = z.object({ ended: level('L2', z.literal(true)) })

/** A sample body and a mapping, to see what would become of it; nothing is kept. */
export const incomingTrial = z.object({
  mapping: incomingMapping,
  sample: level('L4', z.string().max(100_000)),
})
const word = z.string().nullable()
/** What a body says of a case. */
export const incomingCase = z.object({
  text: level('L4', z.string()),
  subject: level('L4', word),
  address: level('L4', word),
  longitude: level('L3', z.number().nullable()),
  latitude: level('L3', z.number().nullable()),
  category: level('L2', word),
  reporterName: level('L3', word),
  reporterPhone: level('L4', word),
  externalId: level('L2', word),
})
export type IncomingCase = z.infer<typeof incomingCase>
export const incomingTried = z.object({ case: incomingCase.nullable(), faults: z.array(incomingFault) })

/** What was posted and could not be mapped, or what came of it. */
export const incomingPost = z.object({
  postId: level('L2', z.uuid()),
  receivedAt: level('L2', z.iso.datetime()),
  state: level('L2', z.enum(['case', 'kept', 'discarded'])),
  faults: z.array(incomingFault),
  code: level('L2', z.string().nullable()),
})
export type IncomingPost = z.infer<typeof incomingPost>
export const incomingPosts = z.object({ posts: z.array(incomingPost) })
export const postKey = z.object({ postId: level('L2', z.uuid()) })
export const postDecided = z.object({
  state: level('L2', z.enum(['case', 'discarded'])),
  code: level('L2', z.string().nullable()),
})

/** The answer to another system. */
export const takenPost = z.object({
  caseCode: level('L2', z.string()),
  repeated: level('L2', z.boolean()),
})

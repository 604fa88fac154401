import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/** How a citizen can be told. */
export const contactChannels = ['email', 'sms'] as const
export type ContactChannel = (typeof contactChannels)[number]
const channel = level('L2', z.enum(contactChannels))
export const messageLanguages = ['zh', 'en'] as const
const language = level('L2', z.enum(messageLanguages))

const spaces = /[\s()-]/g

/** The wish to be told of each step, given with the report: a consent, which is recorded. */
export const contactChoice = z.discriminatedUnion('channel', [
  z.object({
    channel: level('L2', z.literal('email')),
    address: level('L4', z.email().max(254)),
    language,
  }),
  z.object({
    channel: level('L2', z.literal('sms')),
    address: level(
      'L4',
      z
        .string()
        .max(30)
        .overwrite(text => text.replaceAll(spaces, ''))
        .regex(/^\+?[0-9]{5,20}$/),
    ),
    language,
  }),
])
export type ContactChoice = z.infer<typeof contactChoice>

/** Channels that are configured; what is not there is not offered. */
export const offeredChannels = z.object({
  email: level('L1', z.boolean()),
  sms: level('L1', z.boolean()),
})

/** How the citizen of a case is told, as whoever has its follow-up code sees it. */
export const contactView = z.object({
  channel: level('L2', z.enum(contactChannels).nullable()),
  /** Enough to recognise the own address. */
  address: level('L3', z.string().nullable()),
  ended: level('L2', z.boolean()),
})

/** The code of a message, by which its reader ends them. */
export const optOut = z.object({ code: level('L3', z.string().max(60)) })

export const deliveryStates = ['queued', 'failed', 'sent', 'parked', 'cancelled'] as const
export type DeliveryState = (typeof deliveryStates)[number]
const state = level('L2', z.enum(deliveryStates))

/** One message to one citizen, and what came of it. */
export const delivery = z.object({
  deliveryId: level('L2', z.uuid()),
  code: level('L2', z.string().nullable()),
  channel,
  template: level('L2', z.string()),
  /** The title as it is now. */
  title: level('L2', z.string()),
  /** Below L3 the domain alone, else the first letter too, or the last digits; null once it is erased. */
  address: level('L3', z.string().nullable()),
  state,
  tries: level('L2', z.int()),
  nextTryAt: level('L2', z.iso.datetime().nullable()),
  /** Why the last try failed, as a sentence. */
  cause: level('L2', z.string().nullable()),
  createdAt: level('L2', z.iso.datetime()),
  endedAt: level('L2', z.iso.datetime().nullable()),
})
export type Delivery = z.infer<typeof delivery>

export const deliveryQuery = z.object({
  state: state.optional(),
  channel: channel.optional(),
  after: level('L2', z.uuid()).optional(),
  limit: level('L2', z.coerce.number().int().min(1).max(100).default(50)),
})

export const deliveryPage = z.object({
  items: z.array(delivery),
  next: level('L2', z.uuid().nullable()),
})

/** What is configured and what waits; each number ends at 10,000. */
export const deliveryOverview = z.object({
  email: level('L2', z.boolean()),
  sms: level('L2', z.boolean()),
  /** Without it messages hold the code alone and no link. */
  publicUrl: level('L2', z.boolean()),
  waiting: level('L2', z.object({ email: z.int(), sms: z.int() })),
  parked: level('L2', z.object({ email: z.int(), sms: z.int() })),
})

export const retryParked = z.object({ channel })
export const retried = z.object({ count: level('L2', z.int()) })

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** When citizens get no short messages, in the city's time; null for never. */
export const messageSetting = z.object({
  quiet: level('L2', z.object({ from: hour, until: hour }).nullable()),
  version: level('L2', z.int().min(1).max(2_147_483_646)),
})
export type MessageSetting = z.infer<typeof messageSetting>

const words = z.object({
  title: level('L2', personText(200, 1)),
  text: level('L2', personText(2_000)),
})

/** The words of a message in both languages. */
export const templateWords = z.object({ zh: words, en: words })
export type TemplateWords = z.infer<typeof templateWords>

export const messageTemplate = z.object({
  template: level('L2', z.string()),
  /** What it is told of and whom. */
  on: level('L2', z.string()),
  to: level('L2', z.string()),
  words: templateWords,
  shipped: templateWords,
  /** What may be filled in. */
  placeholders: level('L2', z.array(z.string())),
  /** 0 while it has the words it was shipped with. */
  version: level('L2', z.int()),
  savedAt: level('L2', z.iso.datetime().nullable()),
})
export type MessageTemplate = z.infer<typeof messageTemplate>

export const messageTemplates = z.object({ items: z.array(messageTemplate) })

export const saveTemplate = z.object({
  words: templateWords,
  /** The version that was read. */
  version: level('L2', z.int().min(0).max(2_147_483_646)),
})

export const templatePreview = z.object({ words: templateWords })
export const templateVersions = z.object({
  items: z.array(
    z.object({
      version: level('L2', z.int()),
      words: templateWords,
      savedAt: level('L2', z.iso.datetime()),
      savedBy: level('L3', z.string()),
    }),
  ),
})

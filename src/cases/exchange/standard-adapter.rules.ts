import { z } from 'zod'
import { personText } from '#base/index.ts'
import { reporter } from '../case.contract.ts'
import { natures, urgencies } from '../case-words.contract.ts'
import { bodyOf } from './message.rules.ts'
import type { CaseFact, PlatformAdapter, PlatformOrder } from './platform.ts'

const order = z.object({
  orderId: personText(200, 1),
  subject: personText(200).default(''),
  detail: personText(18_000, 1),
  address: personText(300).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  reporterName: reporter.shape.name.default(null),
  reporterPhone: reporter.shape.phone.default(null),
  nature: z.enum(natures).default('complaint'),
  urgency: z.enum(urgencies).default('normal'),
  dueAt: z.iso.datetime({ offset: true }).nullable().default(null),
})

/** The documented JSON interface (docs/exchange.md), for platforms that can send it as it is. */
export const standardAdapter: PlatformAdapter = {
  readOrder: (body: unknown): PlatformOrder | string => {
    const read = order.safeParse(body)
    if (!read.success)
      return read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    const { reporterName: name, reporterPhone: phone, ...rest } = read.data
    return { ...rest, reporter: { name, phone, anonymous: !name && !phone } }
  },
  writeStatus: (fact: CaseFact) => ({ ...bodyOf(fact), orderId: fact.externalId }),
  isAcknowledged: (answer: string) => {
    try {
      return (JSON.parse(answer) as { received?: unknown } | null)?.received === true
    } catch {
      return false
    }
  },
}

import { createHash } from 'node:crypto'
import type { CaseLoop } from '../case-loop.ts'
import { detailOf, subjectOf } from '../open311/georeport.rules.ts'
import type { RecordedCase } from '../record-cases.ts'
import { report } from '../report-case.ts'
import type { AdmittedPartner } from './admit-partner.ts'
import { exchangeError } from './exchange.errors.ts'
import { insertPartnerCase, selectBodyHash } from './partner-case.store.ts'

/** Takes an order of a higher-level platform, once for each of its ids. */
export async function takeOrder(
  loop: CaseLoop,
  partner: AdmittedPartner,
  body: unknown,
): Promise<RecordedCase & { orderId: string }> {
  const order = partner.adapter.readOrder(body)
  if (typeof order === 'string') throw exchangeError('cases.order-not-readable', { summary: order })
  const { orderId, subject, detail, dueAt, ...rest } = order
  const hash = createHash('sha256').update(JSON.stringify(order)).digest()
  const lines = dueAt === null ? [] : [{ label: '上级平台要求办结时间', text: dueAt }]
  const recorded = await report(loop, partner.actor, {
    ...rest,
    subject: subject || subjectOf(detail, orderId),
    detail: detailOf(detail, lines),
    regionId: null,
    channel: 'api',
    draftId: null,
    idempotencyKey: null,
    externalId: orderId,
    source: partner.actor.id,
    permission: 'cases:report',
    alongside: async (tx, written) =>
      await insertPartnerCase(tx, {
        caseId: written.caseId,
        partnerId: partner.id,
        externalId: orderId,
        serviceCode: null,
        bodyHash: hash,
      }),
  })
  if (recorded.repeated && !(await selectBodyHash(loop.database, recorded.caseId))?.equals(hash))
    throw exchangeError('cases.order-changed', { order: orderId.slice(0, 80) })
  return { ...recorded, orderId }
}

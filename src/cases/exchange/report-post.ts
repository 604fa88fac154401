import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { detailOf, subjectOf } from '../open311/georeport.rules.ts'
import type { RecordedCase } from '../record-cases.ts'
import { report } from '../report-case.ts'
import type { IncomingCase } from './incoming.contract.ts'
import { type PostToWrite, upsertCasePost } from './incoming.store.ts'
import { insertPartnerCase } from './partner-case.store.ts'

/** A post that could be mapped. */
export interface MappedPost extends PostToWrite {
  partnerId: string
  case: IncomingCase
}

/** Makes a case of a post; what became of the post commits with the case. The same matter once more is the same case. */
export async function reportPost(loop: CaseLoop, actor: Actor, post: MappedPost): Promise<RecordedCase> {
  const { partnerId, digest, case: said } = post
  const { text, category, reporterName: name, reporterPhone: phone, externalId } = said
  const known = category === null ? undefined : (await loop.city.snapshot()).category(category)
  const lines = category === null ? [] : [{ label: '来源分类', text: known?.name ?? category }]
  return await report(loop, actor, {
    subject: said.subject ?? subjectOf(text, ''),
    detail: detailOf(text, lines),
    address: said.address,
    longitude: said.longitude,
    latitude: said.latitude,
    regionId: null,
    reporter: { name, phone, anonymous: name === null && phone === null },
    channel: 'api',
    nature: 'complaint',
    urgency: 'normal',
    draftId: null,
    idempotencyKey: externalId === null ? `post:${post.webhookId}:${post.key}` : null,
    externalId,
    source: actor.id,
    permission: 'cases:report',
    alongside: async (tx, { caseId }) => {
      const serviceCode = known?.id ?? null
      await insertPartnerCase(tx, { caseId, partnerId, externalId, serviceCode, bodyHash: digest })
      await upsertCasePost(tx, post, caseId)
    },
  })
}

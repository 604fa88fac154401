import { createHash } from 'node:crypto'
import type { CitySnapshot } from '#city/index.ts'
import { reporter as reporterShape } from '../case.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { AdmittedPartner } from '../exchange/admit-partner.ts'
import { exchangeError } from '../exchange/exchange.errors.ts'
import { countOlder, insertPartnerCase, selectBodyHash } from '../exchange/partner-case.store.ts'
import type { RecordedCase } from '../record-cases.ts'
import { report } from '../report-case.ts'
import { checkAttributes } from './check-attributes.rules.ts'
import { type Form, type NewRequest, newRequest, type ServiceAttribute } from './georeport.contract.ts'
import { attributesOf, detailOf, type Line, nameOf, readDegrees, subjectOf } from './georeport.rules.ts'
import { leafOf } from './list-services.ts'
import { open311Error } from './open311.errors.ts'
import { selectAttributes } from './service.store.ts'

const unreadable = (summary: string) => open311Error('cases.request-not-readable', { summary })

/** Longer than any client goes on trying, shorter than somebody needs to see that nothing was mended. */
const repeatHours = 24

function readForm(form: Form): NewRequest {
  const read = newRequest.safeParse(form)
  if (read.success) return read.data
  throw unreadable(read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; '))
}

function pointOf({ lat, long }: NewRequest): { latitude: number; longitude: number } | null {
  if (lat === '' && long === '') return null
  const [latitude, longitude] = [readDegrees(lat, 90), readDegrees(long, 180)]
  if (latitude === null || longitude === null) throw unreadable('lat, long')
  return { latitude, longitude }
}

const phoneShape = reporterShape.shape.phone

// What has no field of its own stands beneath what was said, so that nothing is lost. An e-mail address is kept only where
// it is the one way to reach somebody.
function linesOf(given: NewRequest, form: Form, asked: readonly ServiceAttribute[]): Line[] {
  const attributes = attributesOf(form).map(({ name, values }) => {
    const known = asked.find(one => one.code === name)
    const named = values.map(value => known?.options.find(one => one.key === value)?.name ?? value)
    return { label: known?.description ?? name, text: named.join('、') }
  })
  const phone = phoneShape.safeParse(given.phone).success ? '' : given.phone
  const media = [given.media_url].flat().filter(Boolean)
  return [
    ...attributes,
    ...(given.address_id && !given.address_id.startsWith('#')
      ? [{ label: 'address_id', text: given.address_id }]
      : []),
    ...(phone ? [{ label: '电话', text: phone }] : []),
    ...(given.email && !given.phone ? [{ label: '电子邮箱', text: given.email }] : []),
    ...media.map(text => ({ label: '图片', text })),
  ]
}

/** Of everything that was sent but the key: in any order the same. */
function hashForm(form: Form): Buffer {
  const { api_key: _, ...sent } = form
  const sorted = Object.entries(sent).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest()
}

interface Submitted {
  form: Form
  /** The header `Idempotency-Key`. */
  idempotencyKey: string | undefined
}

async function keyOf(
  loop: CaseLoop,
  partner: AdmittedPartner,
  sent: { hash: Buffer; key: string | undefined },
) {
  if (sent.key) return `key:${createHash('sha256').update(sent.key).digest('hex')}`
  const older = { partnerId: partner.id, bodyHash: sent.hash, hours: repeatHours }
  return `body:${sent.hash.toString('hex')}:${await countOlder(loop.database, older)}`
}

function placeOf(given: NewRequest) {
  const point = pointOf(given)
  const named = given.address_string || given.address_id
  if (!point && !named) throw unreadable('lat, long | address_string | address_id')
  return {
    address: given.address_string || null,
    longitude: point?.longitude ?? null,
    latitude: point?.latitude ?? null,
    regionId: null,
  }
}

function serviceOf(city: CitySnapshot, code: string) {
  if (code === '') throw unreadable('service_code')
  return leafOf(city, code)
}

/**
 * Takes in a service request. Clients send again what they got no answer to: with an `Idempotency-Key` that is one case
 * for ever; without one, the same content within a day is.
 * @throws cases.request-not-readable, cases.unknown-service, cases.key-of-another-report
 */
export async function submitRequest(
  loop: CaseLoop,
  partner: AdmittedPartner,
  { form, idempotencyKey }: Submitted,
): Promise<RecordedCase> {
  const given = readForm(form)
  const service = serviceOf(await loop.city.snapshot(), given.service_code)
  const asked = await selectAttributes(loop.database, service.id)
  const fault = checkAttributes(asked, attributesOf(form))
  if (fault) throw unreadable(fault)
  const lines = linesOf(given, form, asked)
  const name = nameOf(given.first_name, given.last_name)
  const phone = phoneShape.safeParse(given.phone).success ? given.phone : ''
  const hash = hashForm(form)
  const recorded = await report(loop, partner.actor, {
    subject: subjectOf(given.description, service.name),
    detail: detailOf(given.description || service.name, lines),
    ...placeOf(given),
    reporter: { name: name || null, phone: phone || null, anonymous: !name && !phone },
    channel: 'api',
    nature: 'complaint',
    urgency: 'normal',
    draftId: null,
    idempotencyKey: await keyOf(loop, partner, { hash, key: idempotencyKey }),
    externalId: null,
    source: partner.actor.id,
    permission: 'cases:report',
    alongside: async (tx, written) =>
      await insertPartnerCase(tx, {
        caseId: written.caseId,
        partnerId: partner.id,
        externalId: null,
        serviceCode: service.id,
        bodyHash: hash,
      }),
  })
  if (recorded.repeated && !(await selectBodyHash(loop.database, recorded.caseId))?.equals(hash))
    throw exchangeError('cases.key-of-another-report')
  return recorded
}

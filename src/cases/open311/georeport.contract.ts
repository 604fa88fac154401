import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

export const formats = ['xml', 'json'] as const
export type Format = (typeof formats)[number]

/** `services.xml`: the form of the answer is the ending of the path. */
export const listPath = z.object({ format: level('L1', z.enum(formats)) })
/** `services/lamp.xml`: an id and the ending. */
export const itemPath = z.object({ file: level('L2', z.string().max(200)) })

const oneText = (max: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform(given => (typeof given === 'string' ? given : (given[0] ?? '')))
    .pipe(personText(max))

// The database cannot hold U+0000. In what a person wrote it is left out; in a name or an address it is a fault.
const noNull = (text: string) => !text.includes('\u0000')
const media = z.union([z.string().refine(noNull), z.array(z.string().refine(noNull))])

const key = level('L3', oneText(200)).optional()
const jurisdiction = level('L1', oneText(200)).optional()

export const anyQuery = z.object({ jurisdiction_id: jurisdiction, api_key: key })

export const requestQuery = z.object({
  jurisdiction_id: jurisdiction,
  api_key: key,
  service_request_id: level('L2', oneText(20_000)).optional(),
  service_code: level('L1', oneText(4000)).optional(),
  start_date: level('L2', oneText(60)).optional(),
  end_date: level('L2', oneText(60)).optional(),
  status: level('L2', oneText(60)).optional(),
})
export type RequestQuery = z.output<typeof requestQuery>

/** A form as it came; what it holds is read by the use case, so that its faults are told in the form of GeoReport. */
export const form = z
  .record(level('L1', z.string()), level('L4', z.union([z.string(), z.array(z.string())])))
  .default({})
export type Form = z.output<typeof form>

/** The fields of a new service request; attributes are read beside them. */
export const newRequest = z.object({
  service_code: level('L1', oneText(100)).default(''),
  lat: level('L3', oneText(40)).default(''),
  long: level('L3', oneText(40)).default(''),
  address_string: level('L4', oneText(300)).default(''),
  address_id: level('L4', oneText(300)).default(''),
  email: level('L4', oneText(200)).default(''),
  first_name: level('L3', oneText(50)).default(''),
  last_name: level('L3', oneText(50)).default(''),
  phone: level('L4', oneText(100)).default(''),
  description: level('L4', oneText(16_000)).default(''),
  media_url: level('L4', media).default([]),
})
export type NewRequest = z.output<typeof newRequest>

/** An update to a service request, as FixMyStreet sends it. */
export const newUpdate = z.object({
  update_id: level('L2', oneText(100)).default(''),
  service_request_id: level('L2', oneText(100)).default(''),
  updated_datetime: level('L2', oneText(60)).default(''),
  status: level('L2', oneText(60)).default(''),
  description: level('L4', oneText(4500)).default(''),
  media_url: level('L4', media).default([]),
})

export const attributeTypes = [
  'string',
  'number',
  'datetime',
  'text',
  'singlevaluelist',
  'multivaluelist',
] as const

/** What is asked for beside the description of a matter of one category. */
export const serviceAttribute = z.object({
  code: level('L1', z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/)),
  datatype: level('L1', z.enum(attributeTypes)),
  required: level('L1', z.boolean()),
  description: level('L1', personText(200, 1)),
  options: level(
    'L1',
    z
      .array(z.object({ key: personText(60, 1), name: personText(200, 1) }))
      .max(200)
      .default([]),
  ),
})
export type ServiceAttribute = z.output<typeof serviceAttribute>

const attributes = level('L1', z.array(serviceAttribute).max(50))
const version = z.int32().min(0)

/** What is asked for, with how often it was edited; 0 where it never was. */
export const attributeList = z.object({ attributes, version: level('L1', version) })
/** A new list, with the version it was made from; without one the last to save counts. */
export const newAttributeList = z.object({ attributes, version: level('L1', version.optional()) })
/** The same as Open311 clients will be told it. */
export const attributePreview = z.object({ json: level('L1', z.string()), xml: level('L1', z.string()) })
/** Categories for which anything is asked. */
export const attributed = z.object({
  items: z.array(
    z.object({
      categoryId: level('L1', z.string()),
      asked: level('L1', z.number().int()),
      required: level('L1', z.number().int()),
    }),
  ),
})
export const attributePath = z.object({ categoryId: level('L1', z.string().max(80)) })

import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { identifier } from './region.contract.ts'

/** The kind that hosts duties of a district (属地): one per district. */
export const districtGovernment = 'district-government'

export const department = z.object({
  id: level('L1', z.string()),
  parentId: level('L1', z.string().nullable()),
  name: level('L1', z.string()),
  nameEnglish: level('L1', z.string()),
  /** What sort of body it is, e.g. `bureau`, `district-government`, `street-office`, `utility`. */
  kind: level('L1', z.string()),
  regionId: level('L1', z.string()),
  phone: level('L1', z.string().nullable()),
  address: level('L1', z.string().nullable()),
  email: level('L1', z.string().nullable()),
  active: level('L1', z.boolean()),
  /** Rises with each edit; an edit names the version it was made from. */
  version: level('L1', z.int()),
})
export type Department = z.infer<typeof department>

const line = (max: number) => level('L1', personText(max, 1))
const contact = (max: number) => level('L1', personText(max, 1).nullable())

const content = {
  parentId: level('L1', identifier.nullable()),
  name: line(80),
  nameEnglish: line(160),
  kind: level('L1', identifier),
  regionId: level('L1', identifier),
  phone: contact(40),
  address: contact(200),
  email: level('L1', z.email().max(200).nullable()),
}

export const newDepartment = z.object({
  id: level('L1', identifier),
  ...content,
  phone: content.phone.default(null),
  address: content.address.default(null),
  email: content.email.default(null),
})
export type NewDepartment = z.infer<typeof newDepartment>

export const departmentChange = z
  .object(content)
  .partial()
  .extend({
    active: level('L1', z.boolean().optional()),
    /** The version the person saw. */
    version: level('L1', z.int()),
  })
export type DepartmentChange = z.infer<typeof departmentChange>

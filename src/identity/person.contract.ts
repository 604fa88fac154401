import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { role } from './identity.contract.ts'

export const account = level('L2', z.string().min(1).max(100))
export const personName = level('L3', personText(100, 1))
export const password = level('L4', z.string().min(1).max(1000))

const id = level('L2', z.string().min(1).max(100))

/** A person as the administration sees it. */
export const person = z.object({
  id: level('L2', z.string()),
  account,
  name: personName,
  roles: z.array(role),
  departmentId: id.nullable(),
  regionIds: z.array(id),
  level: level('L2', z.enum(levels)),
  active: level('L2', z.boolean()),
  fictional: level('L2', z.boolean()),
  mustChangePassword: level('L2', z.boolean()),
  secondFactorEnrolled: level('L2', z.boolean()),
  lockedUntil: level('L2', z.iso.datetime().nullable()),
  createdAt: level('L2', z.iso.datetime()),
  version: level('L2', z.number().int()),
})
export type Person = z.infer<typeof person>

export const personPage = z.object({
  people: z.array(person),
  /** Give it as `after` for the next page; null on the last. */
  next: level('L2', z.string().nullable()),
})

export const personQuery = z.object({
  search: level('L3', z.string().max(100).optional()),
  role: role.optional(),
  departmentId: id.optional(),
  active: level('L2', z.enum(['true', 'false']).optional()),
  after: account.optional(),
  limit: level('L1', z.coerce.number().int().min(1).max(200).default(50)),
})
export type PersonQuery = z.infer<typeof personQuery>

const roleList = z.array(role).max(8)
const regionList = z.array(id).max(200)

export const newPerson = z.object({
  account,
  name: personName,
  roles: roleList,
  departmentId: id.nullable().default(null),
  regionIds: regionList.default([]),
  level: level('L2', z.enum(levels).default('L3')),
})
export type NewPerson = z.infer<typeof newPerson>

export const personChange = z.object({
  version: level('L2', z.number().int().min(1)),
  name: personName.optional(),
  roles: roleList.optional(),
  departmentId: id.nullable().optional(),
  regionIds: regionList.optional(),
  level: level('L2', z.enum(levels).optional()),
  active: level('L2', z.boolean().optional()),
})
export type PersonChange = z.infer<typeof personChange>

export const personKey = z.object({ personId: level('L2', z.uuid()) })

/** Shown once to whoever made or reset it. */
export const firstPassword = z.object({ person, password })
export const ownPasswordChange = z.object({ current: password, next: password })

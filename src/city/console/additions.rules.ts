import type { z } from 'zod'
import { isBlank, textOrNull } from '#base/text.contract.ts'
import { type NewCategory, newCategory } from '#city/category.contract.ts'
import { type NewDepartment, newDepartment } from '#city/department.contract.ts'
import { type NewDuty, newDuty } from '#city/duty.contract.ts'
import { type Boundary, type NewRegion, newRegion, type Region, regionLevels } from '#city/region.contract.ts'
import type { CategoryForm, ContactForm, DutyForm, RegionForm } from './edits.rules.ts'

/** The form of a new department; null as its id: it follows the English name. */
export interface NewDepartmentForm extends Omit<ContactForm, 'active'> {
  id: string | null
}

/** The form of a new duty; null as its id: it follows the English title. */
export interface NewDutyForm extends DutyForm {
  id: string | null
}

/** The form of a new region; null as its id: it follows the English name. Its boundary is a file beside the form. */
export interface NewRegionForm extends RegionForm {
  id: string | null
  level: Region['level']
}

/** The form of a new category; null as its id: it follows the English name. */
export interface NewCategoryForm extends CategoryForm {
  id: string | null
  parentId: string | null
}

/** Sentences (their keys) by the field they belong to. */
export type Faults = Partial<Record<string, string>>

/** The kinds the product has words for; a city may use others. */
export const departmentKinds = [
  'government',
  'bureau',
  'centre',
  'detachment',
  'association',
  'utility',
  'district-government',
  'street-office',
] as const

/** An English name as an identifier: `Bureau of Parks & Trees` → `bureau-of-parks-trees`. */
export function identifierOf(nameEnglish: string): string {
  return nameEnglish
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 80)
    .replace(/-$/, '')
}

/** An empty form for a department in a region. */
export function emptyDepartment(regionId: string): NewDepartmentForm {
  const texts = { name: '', nameEnglish: '', phone: '', address: '', email: '' }
  return { ...texts, id: null, parentId: null, kind: 'bureau', regionId }
}

/** An empty form for a duty; it holds from today, in the usual time of five workdays. */
export function emptyDuty(today: string, hostDepartmentId: string | null): NewDutyForm {
  const texts = { title: '', titleEnglish: '', description: '', legalBasis: '', categoryId: '' }
  const hosts = { hostDepartmentId, coHosts: [], coHostByRegion: false }
  return { ...texts, ...hosts, id: null, timeLimitWorkdays: 5, urgency: 'normal', validFrom: today }
}

/** An empty form for a region within another, of the level below it; the city itself where there is none. */
export function emptyRegion(within: Region | undefined): NewRegionForm {
  const next = within ? regionLevels.indexOf(within.level) + 1 : 0
  const level = regionLevels[Math.min(next, regionLevels.length - 1)] ?? 'grid'
  return { id: null, level, parentId: within?.id ?? null, name: '', nameEnglish: '', code: '' }
}

/** An empty form for a category below another, or of the first level. */
export const emptyCategory = (parentId: string | null): NewCategoryForm => ({
  ...{ id: null, parentId, name: '', nameEnglish: '' },
})

/** What is sent for a new region; the city itself lies in none. */
export function regionOf(form: NewRegionForm, boundary: Boundary | null): NewRegion {
  const parentId = form.level === 'city' ? null : form.parentId
  return { ...form, parentId, boundary, id: form.id ?? identifierOf(form.nameEnglish) }
}

/** What is sent for a new category. */
export function categoryOf(form: NewCategoryForm): NewCategory {
  return { ...form, id: form.id ?? identifierOf(form.nameEnglish) }
}

/** What is sent for a new department; an empty contact is none. */
export function departmentOf(form: NewDepartmentForm): NewDepartment {
  const { phone, address, email } = form
  const known = {
    phone: textOrNull(phone),
    address: textOrNull(address),
    email: textOrNull(email),
  }
  return { ...form, ...known, id: form.id ?? identifierOf(form.nameEnglish) }
}

/** What is sent for a new duty. */
export function dutyOf(form: NewDutyForm): NewDuty {
  return { ...form, id: form.id ?? identifierOf(form.titleEnglish) }
}

function sentenceOf(name: string, value: unknown): string {
  if (typeof value === 'string' && isBlank(value)) return 'city:fault.needed'
  return name === 'id' || name === 'email' ? `city:fault.${name}` : 'city:fault.invalid'
}

// Asked of the contract itself: what passes here is not refused for its form by the server.
function faultsOf(shape: z.ZodType, sent: object): Faults {
  const names = (shape.safeParse(sent).error?.issues ?? []).map(issue => String(issue.path[0]))
  return Object.fromEntries(names.map(name => [name, sentenceOf(name, sent[name as keyof typeof sent])]))
}

/** What is missing or cannot be in a new department. */
export const newDepartmentFaults = (sent: NewDepartment): Faults => faultsOf(newDepartment, sent)

/** What is missing or cannot be in a new region: all but the city lie in another. */
export const newRegionFaults = (sent: NewRegion): Faults => ({
  ...faultsOf(newRegion, sent),
  ...(sent.level !== 'city' && sent.parentId === null ? { parentId: 'city:fault.needed' } : {}),
})

/** What is missing or cannot be in a new category. */
export const newCategoryFaults = (sent: NewCategory): Faults => faultsOf(newCategory, sent)

/** What is missing or cannot be in a new duty. */
export const newDutyFaults = (sent: NewDuty): Faults => faultsOf(newDuty, sent)

/** The part of a refusal that belongs to a field; gone as soon as another id stands there. */
export function refusalFaults(code: string, refusedId: string | undefined, id: string): Faults {
  return code === 'city.identifier-taken' && refusedId === id ? { id: 'city:fault.taken' } : {}
}

import type { z } from 'zod'
import { type NewDepartment, newDepartment } from '#city/department.contract.ts'
import { type NewDuty, newDuty } from '#city/duty.contract.ts'
import type { ContactForm, DutyForm } from './edits.rules.ts'

/** The form of a new department; null as its id: it follows the English name. */
export interface NewDepartmentForm extends Omit<ContactForm, 'active'> {
  id: string | null
  kind: string
  regionId: string
}

/** The form of a new duty; null as its id: it follows the English title. */
export interface NewDutyForm extends DutyForm {
  id: string | null
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

/** What is sent for a new department; an empty contact is none. */
export function departmentOf(form: NewDepartmentForm): NewDepartment {
  const { phone, address, email } = form
  const known = {
    phone: phone.trim() || null,
    address: address.trim() || null,
    email: email.trim() || null,
  }
  return { ...form, ...known, id: form.id ?? identifierOf(form.nameEnglish) }
}

/** What is sent for a new duty. */
export function dutyOf(form: NewDutyForm): NewDuty {
  return { ...form, id: form.id ?? identifierOf(form.titleEnglish) }
}

function sentenceOf(name: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() === '') return 'city:fault.needed'
  return name === 'id' || name === 'email' ? `city:fault.${name}` : 'city:fault.invalid'
}

// Asked of the contract itself: what passes here is not refused for its form by the server.
function faultsOf(shape: z.ZodType, sent: object): Faults {
  const names = (shape.safeParse(sent).error?.issues ?? []).map(issue => String(issue.path[0]))
  return Object.fromEntries(names.map(name => [name, sentenceOf(name, sent[name as keyof typeof sent])]))
}

/** What is missing or cannot be in a new department. */
export const newDepartmentFaults = (sent: NewDepartment): Faults => faultsOf(newDepartment, sent)

/** What is missing or cannot be in a new duty. */
export const newDutyFaults = (sent: NewDuty): Faults => faultsOf(newDuty, sent)

/** The part of a refusal that belongs to a field; gone as soon as another id stands there. */
export function refusalFaults(code: string, refusedId: string | undefined, id: string): Faults {
  return code === 'city.identifier-taken' && refusedId === id ? { id: 'city:fault.taken' } : {}
}

import { isBlank, textOrNull } from '#base/text.contract.ts'
import type { Category, CategoryChange } from '#city/category.contract.ts'
import type { Department, DepartmentChange } from '#city/department.contract.ts'
import type { Duty, DutyChange } from '#city/duty.contract.ts'
import {
  type Boundary,
  type Region,
  type RegionChange,
  type RegionLevel,
  regionLevels,
} from '#city/region.contract.ts'

/** A department's form: empty text for what is not known. */
export interface ContactForm {
  name: string
  nameEnglish: string
  phone: string
  address: string
  email: string
  parentId: string | null
  kind: string
  regionId: string
  active: boolean
}

/** The form as it stands for a department. */
export function contactForm(of: Department): ContactForm {
  const { name, nameEnglish, parentId, kind, regionId, active } = of
  return {
    name,
    nameEnglish,
    parentId,
    kind,
    regionId,
    active,
    phone: of.phone ?? '',
    address: of.address ?? '',
    email: of.email ?? '',
  }
}

/** What is missing or cannot be, as keys of sentences at the fields. */
export function contactFaults(form: ContactForm): Partial<Record<keyof ContactForm, string>> {
  const email = textOrNull(form.email)
  return {
    ...(isBlank(form.name) ? { name: 'city:fault.needed' } : {}),
    ...(isBlank(form.nameEnglish) ? { nameEnglish: 'city:fault.needed' } : {}),
    ...(email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? { email: 'city:fault.email' } : {}),
  }
}

function differences<T extends object>(was: T, now: T): Partial<T> {
  const changed = Object.entries(now).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(was[key as keyof T]),
  )
  return Object.fromEntries(changed) as Partial<T>
}

/** Only what differs, with the version that was read; null when nothing does. */
export function changeOfDepartment(of: Department, form: ContactForm): DepartmentChange | null {
  const part = differences(contactForm(of), form)
  if (Object.keys(part).length === 0) return null
  const contacts = (['phone', 'address', 'email'] as const).filter(name => part[name] !== undefined)
  const known = Object.fromEntries(contacts.map(name => [name, textOrNull(form[name])]))
  return { ...part, ...known, version: of.version }
}

/** What of a duty can be edited, and from when the edit holds. */
export type DutyForm = Omit<Duty, 'id' | 'version' | 'hostByRegion' | 'validTo'>

/** The form of a duty; the edit holds from today unless the present version begins later. */
export function dutyForm(of: Duty, today: string): DutyForm {
  const { id: _, version: __, hostByRegion: ___, validTo: ____, ...content } = of
  return { ...content, validFrom: of.validFrom > today ? of.validFrom : today }
}

/** What is missing or cannot be, as keys of sentences at the fields. */
export function dutyFaults(of: Duty, form: DutyForm): Partial<Record<keyof DutyForm, string>> {
  return {
    ...(isBlank(form.title) ? { title: 'city:fault.needed' } : {}),
    ...(isBlank(form.titleEnglish) ? { titleEnglish: 'city:fault.needed' } : {}),
    ...(form.validFrom === '' ? { validFrom: 'city:fault.needed' } : {}),
    ...(form.validFrom !== '' && form.validFrom < of.validFrom ? { validFrom: 'city:fault.too-early' } : {}),
  }
}

/** Only what differs, with the version that was read and the first day; null when nothing but the day differs. */
export function changeOfDuty(of: Duty, form: DutyForm): DutyChange | null {
  const { validFrom, ...now } = form
  const { validFrom: _, ...was } = dutyForm(of, validFrom)
  const part = differences(was, now)
  return Object.keys(part).length === 0 ? null : { ...part, version: of.version, validFrom }
}

/** The form of a region; its boundary is a file beside the form. */
export type RegionForm = Pick<Region, 'name' | 'nameEnglish' | 'code' | 'parentId'>

/** The form as it stands for a region. */
export const regionForm = ({ name, nameEnglish, code, parentId }: Region): RegionForm => ({
  ...{ name, nameEnglish, code, parentId },
})

/** Only what differs, with the version that was read; null when nothing does. A boundary that is not given stays. */
export function changeOfRegion(
  of: Region,
  form: RegionForm,
  boundary: Boundary | null | undefined,
): RegionChange | null {
  const part = { ...differences(regionForm(of), form), ...(boundary === undefined ? {} : { boundary }) }
  return Object.keys(part).length === 0 ? null : { ...part, version: of.version }
}

/** The regions in which one of a level may lie: of a higher level, and going on. */
export function regionsAround<R extends Pick<Region, 'level' | 'validTo'>>(
  regions: readonly R[],
  level: RegionLevel,
): R[] {
  const below = regionLevels.indexOf(level)
  return regions.filter(one => regionLevels.indexOf(one.level) < below && one.validTo === null)
}

/** The form of a category. */
export type CategoryForm = Pick<Category, 'name' | 'nameEnglish'>

/** The form as it stands for a category. */
export const categoryForm = ({ name, nameEnglish }: Category): CategoryForm => ({ name, nameEnglish })

/** Only what differs, with the version that was read; null when nothing does. */
export function changeOfCategory(of: Category, form: CategoryForm): CategoryChange | null {
  const part = differences(categoryForm(of), form)
  return Object.keys(part).length === 0 ? null : { ...part, version: of.version }
}

/** What is missing in names and codes, as keys of sentences at the fields. */
export function nameFaults(form: CategoryForm & { code?: string }): Partial<Record<string, string>> {
  const missing = Object.entries({ name: form.name, nameEnglish: form.nameEnglish, code: form.code ?? 'x' })
  return Object.fromEntries(
    missing.filter(([, text]) => isBlank(text)).map(([name]) => [name, 'city:fault.needed']),
  )
}

import type { Department, DepartmentChange } from '#city/department.contract.ts'
import type { Duty, DutyChange } from '#city/duty.contract.ts'

/** A department's form: empty text for what is not known. */
export interface ContactForm {
  name: string
  nameEnglish: string
  phone: string
  address: string
  email: string
  parentId: string | null
  active: boolean
}

/** The form as it stands for a department. */
export function contactForm(of: Department): ContactForm {
  const { name, nameEnglish, parentId, active } = of
  return {
    name,
    nameEnglish,
    parentId,
    active,
    phone: of.phone ?? '',
    address: of.address ?? '',
    email: of.email ?? '',
  }
}

/** What is missing or cannot be, as keys of sentences at the fields. */
export function contactFaults(form: ContactForm): Partial<Record<keyof ContactForm, string>> {
  const email = form.email.trim()
  return {
    ...(form.name.trim() === '' ? { name: 'city:fault.needed' } : {}),
    ...(form.nameEnglish.trim() === '' ? { nameEnglish: 'city:fault.needed' } : {}),
    ...(email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? { email: 'city:fault.email' } : {}),
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
  const known = Object.fromEntries(contacts.map(name => [name, form[name].trim() || null]))
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
    ...(form.title.trim() === '' ? { title: 'city:fault.needed' } : {}),
    ...(form.titleEnglish.trim() === '' ? { titleEnglish: 'city:fault.needed' } : {}),
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

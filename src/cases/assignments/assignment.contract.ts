import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { localDate } from '#city/calendar.contract.ts'
import { identifier } from '#city/region.contract.ts'

/** On leave new cases go to the substitute; a delegation lets the substitute see and work on them, too. */
export const absenceKinds = ['leave', 'delegation'] as const
export type AbsenceKind = (typeof absenceKinds)[number]

const personId = level('L2', z.uuid())
const departmentId = level('L2', identifier)

export const absence = z.object({
  absenceId: level('L2', z.uuid()),
  kind: level('L2', z.enum(absenceKinds)),
  personId,
  personName: level('L3', z.string()),
  substituteId: level('L2', z.uuid()),
  substituteName: level('L3', z.string()),
  starts: level('L2', z.iso.date()),
  ends: level('L2', z.iso.date()),
  /** The reader may end it. */
  mayEnd: level('L2', z.boolean()),
})
export type Absence = z.infer<typeof absence>

/** Somebody of a desk, as whoever assigns a case sees them. */
export const colleague = z.object({
  personId,
  name: level('L3', z.string()),
  lead: level('L2', z.boolean()),
  /** Open cases of this desk. */
  load: level('L2', z.int()),
  onDuty: level('L2', z.boolean()),
  onLeave: level('L2', z.boolean()),
  /** Weekdays on duty, 1 is Monday. */
  weekdays: level('L2', z.array(z.int())),
})
export type Colleague = z.infer<typeof colleague>

export const deskPeople = z.object({
  departmentId,
  /** Who is proposed first: on duty before not, then the fewest open cases; those on leave last. */
  people: z.array(colleague),
  casesPerPerson: level('L2', z.int().nullable()),
  /** Of limit and roster; saved with them. */
  version: level('L2', z.int()),
  /** The reader assigns others, keeps the roster and the limit; others assign themselves only. */
  leads: level('L2', z.boolean()),
  absences: z.array(absence),
  today: level('L1', z.iso.date()),
})
export type DeskPeople = z.infer<typeof deskPeople>

export const deskKey = z.object({ departmentId })
export const newAbsence = z.object({
  kind: level('L2', z.enum(absenceKinds)),
  departmentId,
  personId,
  substituteId: level('L2', z.uuid()),
  starts: level('L2', localDate),
  ends: level('L2', localDate),
})
export type NewAbsence = z.infer<typeof newAbsence>
export const absenceKey = z.object({ absenceId: level('L2', z.uuid()) })

export const deskSettings = z.object({
  /** As it was read: settings that somebody else saved meanwhile are not written over. */
  version: level('L2', z.int().min(0)),
  casesPerPerson: level('L2', z.int().min(1).max(1000).nullable()),
  /** Who is on duty when; whoever is not named has no fixed days. */
  roster: level('L2', z.array(z.object({ weekday: z.int().min(1).max(7), personId: z.uuid() })).max(1400)),
})
export type DeskSettings = z.infer<typeof deskSettings>
export const done = z.object({ done: level('L1', z.literal(true)) })

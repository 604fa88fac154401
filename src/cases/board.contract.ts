import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

const count = level('L2', z.number().int().min(0))

const figures = {
  /** Open cases by where they stand. */
  waiting: count,
  handling: count,
  verifying: count,
  /** Deadlines of what is not replied to: over, before the end of today, and before the end of the week after that. */
  overdue: count,
  today: count,
  week: count,
  /** Standing still: on hold, or waiting for the citizen. */
  paused: count,
  /** Told to those above and still open. */
  escalated: count,
}

/** What a department has on its desk, alone or with those below it. */
export const departmentLoad = z.object({ departmentId: level('L2', z.string()), ...figures })
export type DepartmentLoad = z.infer<typeof departmentLoad>

/** Whether a department stands for itself alone, or with those below it. */
export const boardQuery = z.object({ below: level('L1', z.enum(['true', 'false'])).default('false') })

/** The service board: deadlines and load of every department of the reader's scope. */
export const board = z.object({
  at: level('L2', z.iso.datetime()),
  endOfToday: level('L2', z.iso.datetime()),
  endOfWeek: level('L2', z.iso.datetime()),
  /** Open and with nobody yet. */
  undispatched: count,
  /** Every open case once, whoever has it. */
  all: z.object(figures),
  departments: z.array(departmentLoad),
})
export type Board = z.infer<typeof board>

/** What somebody of a department works on; null stands for what nobody was given yet. */
export const personLoad = z.object({
  personId: level('L2', z.string().nullable()),
  name: level('L3', z.string().nullable()),
  open: count,
  overdue: count,
  today: count,
})
export type PersonLoad = z.infer<typeof personLoad>
export const personLoads = z.object({ items: z.array(personLoad) })

/** The filter of a list by name; values as they stand in the address. */
export const viewFilter = level(
  'L4',
  z
    .record(z.string().regex(/^\w{1,40}$/), personText(2000))
    .refine(filter => Object.keys(filter).length <= 40),
)

/** Pages that a filter can be named on. */
export const viewPages = ['cases', 'map'] as const
export type ViewPage = (typeof viewPages)[number]
const page = level('L1', z.enum(viewPages))

/** A name for a filter. */
export const newView = z.object({
  name: level('L2', personText(60, 1)),
  filter: viewFilter,
  page: page.default('cases'),
})

/** A filter that somebody named for oneself. */
export const savedView = z.object({
  viewId: level('L2', z.uuid()),
  name: level('L2', z.string()),
  filter: viewFilter,
  page,
})
export type SavedView = z.infer<typeof savedView>
export const savedViews = z.object({ items: z.array(savedView) })

/** Who took which cases out, by which filter; a star stands for what was typed to search by. */
export const exportRecord = z.object({
  exportId: level('L2', z.uuid()),
  by: level('L3', z.string()),
  format: level('L2', z.enum(['csv', 'xlsx'])),
  level: level('L2', z.string()),
  startedAt: level('L2', z.iso.datetime()),
  /** Null while it runs, or when it was broken off. */
  endedAt: level('L2', z.iso.datetime().nullable()),
  rows: level('L2', z.number().int().nullable()),
  filter: viewFilter,
})
export const exportRecords = z.object({ items: z.array(exportRecord) })

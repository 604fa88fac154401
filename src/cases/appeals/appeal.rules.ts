import { type AppealHindrance, mostAppeals, type ReviewHindrance } from './appeal.contract.ts'

/** What of a matter bears on whether a citizen may object now. */
export interface Appealable {
  decided: boolean
  erased: boolean
  open: number
  made: number
}

/** Why nobody may object now; null when one may. */
export function hindranceNow({ decided, erased, open, made }: Appealable): AppealHindrance | null {
  if (erased) return 'erased'
  if (!decided) return 'no-decision'
  if (open > 0) return 'one-open'
  return made >= mostAppeals ? 'too-many' : null
}

/** What of an appeal bears on who may decide on it. */
export interface AppealSides {
  /** Whoever took a step that decided the matter, and who decided on an earlier appeal about it. */
  deciders: readonly string[]
  reporter: string | null
  departmentId: string | null
}

/** Why this person may not decide on an appeal; null when nothing stands in the way. */
export function reviewHindranceOf(
  reviewer: { id: string; departmentId: string | null },
  sides: AppealSides,
): ReviewHindrance | null {
  if (sides.reporter === reviewer.id) return 'own-matter'
  if (sides.deciders.includes(reviewer.id)) return 'decided-first'
  const handles = reviewer.departmentId !== null && reviewer.departmentId === sides.departmentId
  return handles ? 'of-the-department' : null
}

/** Steps of a timeline by which somebody decided what becomes of a matter. */
export const decidingSteps = [
  'accepted',
  'answered',
  'declined',
  'handed-over',
  'dispatched',
  'objection-upheld',
  'objection-refused',
  'transferred',
  'impossible-confirmed',
  'closed',
] as const

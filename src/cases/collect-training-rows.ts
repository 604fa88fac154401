import type { Database } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { TrainingRow, TrainingTask } from '#models/index.ts'
import { caseText } from './case-text.rules.ts'
import { isDispatchLabel, labelOf } from './dispatch-label.rules.ts'
import { type SettledRow, selectSettled, type TaughtColumn } from './training.store.ts'
import { kindOf, weightOf } from './training-row.rules.ts'

/** The newest of a large history: what was decided long ago was decided by other rules, and training stays a matter of seconds. */
const mostRows = 60_000

interface Lesson {
  column: TaughtColumn
  label(city: CitySnapshot, row: SettledRow): string | null
}

const category: Lesson = {
  column: 'category_id',
  label: (city, row) => (city.category(row.category_id ?? '') ? row.category_id : null),
}

const dispatch: Lesson = {
  column: 'department_id',
  // The last department is the one that handled it, wherever it was sent first.
  label: (city, row) => {
    const department = city.department(row.department_id ?? '')
    return department?.active ? labelOf(department) : null
  },
}

async function* collect(
  database: Database,
  snapshot: () => Promise<CitySnapshot>,
  lesson: Lesson,
): AsyncGenerator<TrainingRow> {
  const city = await snapshot()
  let given = 0
  for await (const page of selectSettled(database, lesson.column)) {
    for (const row of page) {
      const label = lesson.label(city, row)
      const text = caseText(row)
      if (label === null || text === '') continue
      const kind = kindOf({ ...row, verdict: row.advice_verdict })
      yield { id: row.id, text, label, kind, weight: weightOf(kind) }
      if (++given === mostRows) return
    }
  }
}

/**
 * What the city's own cases teach: the category of a matter, and the department it ends with.
 * @param snapshot the city as it stands; labels it does not know (closed departments, deleted categories) are left out.
 */
export function caseTrainingTasks(snapshot: () => Promise<CitySnapshot>): TrainingTask[] {
  return [
    {
      task: 'cases.classify',
      title: { zh: '诉求分类', en: 'Classification of matters' },
      level: 'L4',
      collect: database => collect(database, snapshot, category),
      knows: async label => (await snapshot()).category(label) !== undefined,
    },
    {
      task: 'cases.dispatch',
      title: { zh: '派单建议', en: 'Dispatch advice' },
      level: 'L4',
      collect: database => collect(database, snapshot, dispatch),
      knows: async label => isDispatchLabel(await snapshot(), label),
    },
  ]
}

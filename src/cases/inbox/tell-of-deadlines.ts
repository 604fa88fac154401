import type { Transaction } from '#base/index.ts'
import { systemActor } from '#identity/index.ts'
import type { PlannedMoment } from '../deadlines/due-moment.store.ts'
import { type Audience, audienceOf } from './audience.rules.ts'
import { linesOn, type Told, tell } from './tell.ts'

/** So many of one kind for one audience in one batch are named one by one; of more the number is told. */
const named = 20

function toldOf(moment: PlannedMoment): Told[] {
  const { kind, case_id, department_id } = moment
  const standing = { department_id, region_id: null }
  const about = { before: standing, after: standing, dispatcher: null, department: department_id }
  return linesOn(`deadline-${kind}`).flatMap(line => {
    const audience = audienceOf(line.to, about)
    if (audience === null) return []
    const parameters = { department: department_id }
    return [{ audience, template: line.key, caseId: case_id, actor: systemActor.id, parameters }]
  })
}

/** Tells of deadlines that fired, in the transaction in which they did. A hundred thousand at once flood nobody. */
export async function tellOfDeadlines(tx: Transaction, fired: readonly PlannedMoment[]): Promise<void> {
  const groups = Map.groupBy(fired.flatMap(toldOf), one => `${one.audience} ${one.template}`)
  const told = [...groups.values()].flatMap((group): Told[] => {
    if (group.length <= named) return group
    const audience = group[0]!.audience satisfies Audience
    const parameters = { count: group.length }
    return [{ audience, template: 'deadlines-many', caseId: null, actor: systemActor.id, parameters }]
  })
  await tell(tx, told)
}

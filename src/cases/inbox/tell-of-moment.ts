import { type Transaction, uuidv7 } from '#base/index.ts'
import { systemActor } from '#identity/index.ts'
import { audienceOf } from './audience.rules.ts'
import type { Occasion } from './message-line.ts'
import { linesOn, type Told, tell } from './tell.ts'

/**
 * Tells of a moment that came for cases: the department it is about, and whoever else its lines name. Departments of one
 * case are told together: who leads both of them reads it once.
 */
export async function tellOfMoment(
  tx: Transaction,
  occasion: Occasion,
  about: readonly { caseId: string; departmentId: string | null }[],
): Promise<void> {
  const together = uuidv7()
  const times = Map.groupBy(about, one => one.caseId)
  const told = about.flatMap(({ caseId, departmentId }) => {
    const standing = { department_id: departmentId, region_id: null }
    const meant = { before: standing, after: standing, dispatcher: null, department: departmentId }
    return linesOn(occasion).flatMap((line): Told[] => {
      const audience = audienceOf(line.to, meant)
      const parameters: NonNullable<Told['parameters']> = {
        ...(departmentId === null ? {} : { department: departmentId }),
        ...(times.get(caseId)!.length > 1 ? { together } : {}),
      }
      return audience === null
        ? []
        : [{ audience, template: line.key, caseId, actor: systemActor.id, parameters }]
    })
  })
  await tell(tx, told)
}

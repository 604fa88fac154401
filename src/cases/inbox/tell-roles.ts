import type { TellRoles } from '#kernel/index.ts'
import { linesOn, tell } from './tell.ts'

/** Tells everybody who has one of the roles, in their inbox, of what happened to the AI they work with. */
export const tellRoles: TellRoles = async (tx, { notice, roles, actor, parameters }) => {
  await tell(
    tx,
    linesOn(notice).flatMap(line =>
      roles.map(role => ({
        audience: `role:${role}` as const,
        template: line.key,
        caseId: null,
        actor,
        parameters,
      })),
    ),
  )
}

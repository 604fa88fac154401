import { z } from 'zod'
import { inTransaction, level, type Route, routesFor } from '#base/index.ts'
import { addDepartment } from './add-department.ts'
import { department, departmentChange, newDepartment } from './department.contract.ts'
import { editDepartment } from './edit-department.ts'
import type { RouteParts } from './route-parts.ts'

/** Routes of the departments. */
export function departmentRoutes<Caller>({ database, city, who }: RouteParts<Caller>): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'GET',
      path: '/api/city/departments',
      access: { action: 'city:read' },
      summary: 'All departments, closed ones too.',
      response: z.object({ items: z.array(department) }),
      handle: async () => ({ items: [...(await city.snapshot()).departments] }),
    }),
    route({
      method: 'POST',
      path: '/api/city/departments',
      access: { action: 'city:edit' },
      summary: 'Adds a department.',
      body: newDepartment,
      response: department,
      status: 201,
      handle: async ({ body, caller }) =>
        await inTransaction(database, tx => addDepartment(tx, { department: body, by: who(caller) })),
    }),
    route({
      method: 'PATCH',
      path: '/api/city/departments/:departmentId',
      access: { action: 'city:edit' },
      summary: 'Changes a department; the version seen must be the present one.',
      params: z.object({ departmentId: level('L1', z.string().max(80)) }),
      body: departmentChange,
      response: department,
      handle: async ({ params, body, caller }) =>
        await inTransaction(database, tx =>
          editDepartment(tx, params.departmentId, { change: body, by: who(caller) }),
        ),
    }),
  ]
}

import type { TestContext } from 'node:test'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { reportCase } from '../report-case.ts'
import { closeEarlier } from './rights-fixture.store.ts'

/** The loop with people, and cases that were closed so many years ago. */
export async function rightsWorld(t: TestContext) {
  const base = await testCases(t)
  const { loop, person, owner } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const steward = await person('steward', ['data-steward'])
  const report = async (phone = '138-0013-8000') =>
    await reportCase(
      loop,
      seat,
      reportBody({ reporter: { name: '王小明', phone, anonymous: false }, draftId: crypto.randomUUID() }),
    )
  const dispatch = async (caseId: string) =>
    await verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null, note: '请尽快' },
    })
  const close = async (caseId: string, yearsAgo = 0) => {
    await dispatch(caseId)
    await verbs.handle(loop, handler, { caseId, body: { version: 2 } })
    await verbs.reply(loop, handler, { caseId, body: { version: 3, reply: '已修好' } })
    await verbs.close(loop, dispatcher, { caseId, body: { version: 4 } })
    await closeEarlier(owner, caseId, yearsAgo)
  }
  const closed = async (yearsAgo: number, phone?: string) => {
    const made = await report(phone)
    await close(made.caseId, yearsAgo)
    return made
  }
  return { ...base, seat, dispatcher, handler, steward, report, dispatch, close, closed }
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitor } from '#identity/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { caseFigures } from '../case-figures.ts'
import { rateByCode } from '../rate-case.ts'
import { reportCase } from '../report-case.ts'

const day = 86_400_000

test('matters closed in a span are counted by department: resolved, satisfied, time, sent back', async t => {
  const { loop, person, database, city } = await testCases(t)
  const { measureStage } = caseFigures(() => city.snapshot())
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const span = { from: new Date(Date.now() - day), to: new Date(Date.now() + day) }
  const urban = () => measureStage(database, { departments: ['urban'], ...span })
  assert.deepEqual(await urban(), {
    matters: 0,
    resolved: null,
    satisfied: null,
    rated: 0,
    hours: null,
    returned: null,
  })
  const send = (caseId: string, version: number) =>
    verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version, departmentId: 'urban', dutyId: 'lamp', categoryId: null },
    })
  const handle = async (sentBack: boolean) => {
    const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
    let { version } = await send(caseId, 1)
    if (sentBack) {
      const body = { version, reason: '不属本部门职责', proposedDepartmentId: null }
      version = (await verbs.return(loop, handler, { caseId, body })).version
      version = (await send(caseId, version)).version
    }
    version = (await verbs.handle(loop, handler, { caseId, body: { version } })).version
    version = (await verbs.reply(loop, handler, { caseId, body: { version, reply: '已处理。' } })).version
    await verbs.close(loop, dispatcher, { caseId, body: { version } })
    return followUpCode
  }
  const first = await handle(false)
  await handle(true)
  await rateByCode(loop, visitor, { followUpCode: first, score: 4, resolved: true, note: '' })
  const found = await urban()
  assert.deepEqual(
    [found.matters, found.resolved, found.satisfied, found.rated, found.returned],
    [2, 1, 1, 1, 0.5],
  )
  assert.ok(found.hours! >= 0 && found.hours! < 1, String(found.hours))
  assert.equal((await measureStage(database, { departments: null, ...span })).matters, 2)
  assert.equal((await measureStage(database, { departments: ['police'], ...span })).matters, 0)
  const before = { from: new Date(Date.now() - 2 * day), to: new Date(Date.now() - day) }
  assert.equal((await measureStage(database, { departments: null, ...before })).matters, 0)
})

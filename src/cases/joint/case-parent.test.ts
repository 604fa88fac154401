import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { isCode } from '#base/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { linkParent } from './link-parent.ts'
import { readJoint } from './read-joint.ts'
import { unlinkParent } from './unlink-parent.ts'

const fails = (code: string) => (error: unknown) => isCode(error, code as never)

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const report = () => reportCase(loop, seat, reportBody())
  const link = (child: { caseId: string }, parent: { code: string }) =>
    linkParent(loop, dispatcher, { caseId: child.caseId, body: { parentCode: parent.code } })
  const version = async (caseId: string) => (await readCase(loop, dispatcher, caseId)).version
  const verifying = async (caseId: string) => {
    const body = { departmentId: 'urban', dutyId: null, categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body: { version: await version(caseId), ...body } })
    await verbs.handle(loop, handler, { caseId, body: { version: await version(caseId) } })
    await verbs.reply(loop, handler, { caseId, body: { version: await version(caseId), reply: '已修' } })
  }
  const close = async (caseId: string, openChildrenReason?: string) =>
    await verbs.close(loop, dispatcher, {
      caseId,
      body: { version: await version(caseId), ...(openChildrenReason ? { openChildrenReason } : {}) },
    })
  return { ...base, seat, dispatcher, handler, report, link, verifying, close, version }
}

test('a parent shows its children and closes after them, or with a reason', async t => {
  const { loop, dispatcher, handler, report, link, verifying, close } = await world(t)
  const [parent, one, two] = [await report(), await report(), await report()]
  await link(one, parent)
  await link(two, { code: parent.code.toLowerCase().replaceAll('-', '') })
  const family = await readJoint(loop, dispatcher, parent.caseId)
  assert.deepEqual(
    family.children.map(child => [child.caseId, child.state]).sort(),
    [one, two].map(child => [child.caseId, 'reported']).sort(),
  )
  assert.equal((await readJoint(loop, dispatcher, one.caseId)).parent?.code, parent.code)
  await verifying(parent.caseId)
  // The department sees the parent it handles, and only how many children lie elsewhere.
  const seen = await readJoint(loop, handler, parent.caseId)
  assert.deepEqual([seen.children, seen.otherChildren], [[], 2])
  await assert.rejects(close(parent.caseId), fails('cases.children-open'))
  await unlinkParent(loop, dispatcher, { caseId: two.caseId, body: { reason: '另一件事' } })
  await verifying(one.caseId)
  await assert.rejects(close(parent.caseId), fails('cases.children-open'))
  await close(parent.caseId, '子工单另行跟踪')
  assert.equal(
    (await readCase(loop, dispatcher, parent.caseId)).timeline.at(-1)!.details.openChildrenReason,
    '子工单另行跟踪',
  )
  await assert.rejects(link(two, parent), fails('cases.parent-is-closed'))
})

test('a parent whose children are closed closes by itself', async t => {
  const { report, link, verifying, close } = await world(t)
  const [parent, child] = [await report(), await report()]
  await link(child, parent)
  for (const one of [child, parent]) {
    await verifying(one.caseId)
    assert.equal((await close(one.caseId)).state, 'closed')
  }
})

test('two levels and no circle', async t => {
  const { loop, dispatcher, report, link } = await world(t)
  const [top, middle, low] = [await report(), await report(), await report()]
  await assert.rejects(link(top, top), fails('cases.not-two-levels'))
  await link(middle, top)
  await assert.rejects(link(middle, low), fails('cases.not-two-levels'), 'one parent')
  await assert.rejects(link(low, middle), fails('cases.not-two-levels'), 'a child has no children')
  await assert.rejects(link(top, low), fails('cases.not-two-levels'), 'a parent has no parent')
  await assert.rejects(link(top, middle), fails('cases.not-two-levels'))
  await assert.rejects(link(low, { code: '20200101-AAAA-AAAA' }), fails('cases.no-such-parent'))
  await unlinkParent(loop, dispatcher, { caseId: middle.caseId, body: { reason: '分开' } })
  await link(top, middle)
})

test('of two links that cross in the same moment one is made', async t => {
  const { loop, dispatcher, report, link } = await world(t)
  for (let round = 0; round < 5; round++) {
    const [one, two] = [await report(), await report()]
    const both = await Promise.allSettled([link(one, two), link(two, one)])
    assert.deepEqual(both.map(tried => tried.status).sort(), ['fulfilled', 'rejected'])
    const refused = both.find(tried => tried.status === 'rejected')!
    assert.ok(fails('cases.not-two-levels')(refused.reason), String(refused.reason))
    const family = await readJoint(loop, dispatcher, one.caseId)
    assert.equal(family.children.length + (family.parent ? 1 : 0), 1)
  }
})

test('only who coordinates links cases, and only ones in sight', async t => {
  const { loop, seat, handler, report, version } = await world(t)
  const [parent, child] = [await report(), await report()]
  const body = { parentCode: parent.code }
  await assert.rejects(
    linkParent(loop, seat, { caseId: child.caseId, body }),
    fails('cases.act-not-permitted'),
  )
  await assert.rejects(
    linkParent(loop, handler, { caseId: child.caseId, body }),
    fails('cases.no-such-parent'),
  )
  assert.equal(await version(child.caseId), 1)
})

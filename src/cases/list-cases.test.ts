import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { callerHistory } from './caller-history.ts'
import { caseFilter } from './case.contract.ts'
import { updateCase } from './case.store.ts'
import { countCasesByState } from './count-cases.ts'
import { listCases } from './list-cases.ts'
import { reportCase } from './report-case.ts'

test('finding cases', async t => {
  const { loop, person, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const colleague = await person('colleague', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const report = async (change: Parameters<typeof reportBody>[0] = {}, by = seat) =>
    await reportCase(loop, by, reportBody(change))
  const found = async (filter: Record<string, unknown>, by = dispatcher) =>
    (await listCases(loop, by, caseFilter.parse(filter))).items.map(item => item.caseId)
  const lamp = await report()
  const noise = await report({
    subject: '夜间施工噪音',
    detail: '工地半夜施工，WiFi路由器旁都听得到，吵得睡不着',
    address: '和平大道88号3栋',
    regionId: 'ab',
    reporter: { name: '李雷', phone: '+86 13900139000', anonymous: false },
    urgency: 'urgent',
  })
  const quiet = await report(
    { subject: '', detail: '匿名反映问题', reporter: { name: null, phone: null, anonymous: true } },
    colleague,
  )
  const change = (caseId: string, values: object) =>
    inTransaction(owner, tx => updateCase(tx, { id: caseId, version: 1 }, values))

  const searches: [string, Record<string, unknown>, string[]][] = [
    ['two characters of a longer word', { words: '路灯' }, [lamp.caseId]],
    ['words in any order', { words: '施工 半夜' }, [noise.caseId]],
    ['one character', { words: '吵' }, [noise.caseId]],
    ['the last character of a run', { words: '着' }, [noise.caseId]],
    ['a Latin word in other case', { words: 'wifi' }, [noise.caseId]],
    ['the beginning of a Latin word', { words: 'wif' }, [noise.caseId]],
    ['what stands nowhere', { words: '停水' }, []],
    ['only signs', { words: '！？' }, []],
    ['signs of the query language', { words: "' | !a:*" }, []],
    ['its code in small letters', { words: noise.code.toLowerCase() }, [noise.caseId]],
    ['its code without strokes', { words: noise.code.replaceAll('-', '') }, [noise.caseId]],
    ['a number in another form', { phone: '139 0013 9000' }, [noise.caseId]],
    ['the last four digits of a number', { phone: '9000' }, [noise.caseId]],
    ['no other part of a number', { phone: '1390013' }, []],
    ['a whole name', { name: ' 李雷' }, [noise.caseId]],
    ['no part of a name', { name: '李' }, []],
    ['a sign of patterns as a name', { name: '%' }, []],
    ['part of an address', { address: '平大道' }, [noise.caseId]],
    ['an address is not a text', { words: '和平大道' }, []],
    ['words and address together', { words: '施工', address: '幸福' }, []],
    ['a region with what lies in it', { regionId: 'aa' }, [quiet.caseId, lamp.caseId]],
    ['an urgency', { urgency: 'urgent' }, [noise.caseId]],
    ['a channel nobody used', { channel: 'wechat' }, []],
    ['the own ones', { mine: 'true' }, []],
  ]
  for (const [title, filter, expected] of searches)
    await t.test(`by ${title}`, async () => assert.deepEqual(await found(filter), expected))

  await t.test('the own ones of a seat are those it reported', async () => {
    assert.deepEqual(await found({ mine: 'true' }, colleague), [quiet.caseId])
  })

  await t.test('by state, department, duty category above it, and lateness', async () => {
    const { caseId } = await report()
    await verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null },
    })
    assert.deepEqual(await found({ state: 'dispatched' }), [caseId])
    assert.deepEqual(await found({ departmentId: 'urban' }), [caseId])
    assert.deepEqual(await found({ departmentId: 'government' }), [caseId], 'with the departments under it')
    assert.deepEqual(await found({ categoryId: 'light' }), [caseId], 'with the categories under it')
    assert.deepEqual(await found({ overdue: 'true' }), [])
    await inTransaction(owner, tx =>
      updateCase(tx, { id: caseId, version: 2 }, { due_at: new Date(Date.now() - 1000) }),
    )
    assert.deepEqual(await found({ overdue: 'true' }), [caseId])
    assert.ok(!(await found({ overdue: 'false' })).includes(caseId))
    const counts = await countCasesByState(loop, dispatcher)
    assert.equal(counts.overdue, 1)
    assert.deepEqual(counts.states, {
      reported: 3,
      accepted: 0,
      dispatched: 1,
      handling: 0,
      verifying: 0,
      closed: 0,
    })
  })

  await t.test('days are those of the city', async () => {
    // 00:30 on the second in Shanghai is still the first in Greenwich.
    await change(quiet.caseId, { reported_at: new Date('2020-01-01T16:30:00Z') })
    assert.deepEqual(await found({ from: '2020-01-02', to: '2020-01-02' }), [quiet.caseId])
    assert.deepEqual(await found({ from: '2020-01-01', to: '2020-01-01' }), [])
  })

  await t.test('a telephone number without digits is refused, an unknown place finds nothing', async () => {
    await assert.rejects(found({ phone: 'abc' }), { code: 'base.invalid-input' })
    await assert.rejects(found({ after: 'x' }), { code: 'base.invalid-input' })
    assert.deepEqual(await found({ regionId: 'nowhere' }), [])
  })

  await t.test('pages meet without a gap or a repeat, also where moments are equal', async () => {
    const at = new Date('2021-05-05T05:05:05.005Z')
    const ids: string[] = []
    for (let i = 0; i < 7; i++) {
      const { caseId } = await report()
      await change(caseId, { reported_at: at })
      ids.push(caseId)
    }
    const seen: string[] = []
    let after: string | undefined
    for (let page = 0; page < 5; page++) {
      const filter = caseFilter.parse({ from: '2021-05-05', to: '2021-05-05', limit: 3, after })
      const answer = await listCases(loop, dispatcher, filter)
      assert.deepEqual(answer.count, { value: 7, more: false })
      seen.push(...answer.items.map(item => item.caseId))
      if (answer.next === null) break
      after = answer.next
    }
    assert.deepEqual(seen, ids.toSorted().reverse())
  })

  await t.test('what a caller brought in before, by exactly this number', async () => {
    const { items } = await callerHistory(loop, seat, '(+86)139-0013-9000')
    assert.deepEqual(
      items.map(item => item.caseId),
      [noise.caseId],
    )
    assert.deepEqual((await callerHistory(loop, seat, '1390013')).items, [])
    assert.deepEqual((await callerHistory(loop, seat, '139')).items, [])
    assert.deepEqual((await callerHistory(loop, seat, '')).items, [])
  })
})

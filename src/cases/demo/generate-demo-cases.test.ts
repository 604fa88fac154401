import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDepartments, demoDuties, demoPeople, demoRegions } from '#city/index.ts'
import { roles } from '#identity/index.ts'
import { canBeRated, machine } from '../case.rules.ts'
import { type CaseState, channels, natures, urgencies } from '../case-words.contract.ts'
import { demoSurroundings } from './demo-surroundings.ts'
import { generateDemoCases } from './generate-demo-cases.ts'
import { demoPhrases } from './phrases.ts'

const city = demoSurroundings()
const cases = generateDemoCases({ seed: 1, count: 3000, city })
const share = (test: (one: (typeof cases)[number]) => boolean) => cases.filter(test).length / cases.length

test('3,000 cases, all saying that they are generated, each with an id of its own', () => {
  assert.equal(cases.length, 3000)
  assert.ok(cases.every(one => one.generated))
  assert.equal(new Set(cases.map(one => one.externalId)).size, 3000)
})

test('the same seed gives the same cases, another seed others', () => {
  assert.deepEqual(generateDemoCases({ seed: 1, count: 200, city }), cases.slice(0, 200))
  const others = generateDemoCases({ seed: 2, count: 200, city })
  assert.equal(others.filter((one, index) => one.detail === cases[index]!.detail).length, 0)
})

test('everything a case names exists', () => {
  const duties = new Map(demoDuties.map(duty => [duty.id, duty]))
  const departments = new Map(demoDepartments().map(department => [department.id, department]))
  const grids = new Set(demoRegions().flatMap(({ id, level }) => (level === 'grid' ? [id] : [])))
  const accounts = new Set(demoPeople().map(person => person.account))
  for (const one of cases) {
    assert.ok(grids.has(one.regionId), one.externalId)
    assert.ok(
      channels.includes(one.channel) && natures.includes(one.nature) && urgencies.includes(one.urgency),
    )
    assert.equal(one.dutyId === null, one.departmentId === null)
    if (one.dutyId !== null) assert.equal(duties.get(one.dutyId)?.categoryId, one.categoryId)
    if (one.departmentId !== null) assert.ok(departments.has(one.departmentId))
    for (const step of one.steps) {
      if (step.account !== null) assert.ok(accounts.has(step.account), step.account)
      if (step.departmentId !== null) assert.ok(departments.has(step.departmentId))
    }
  }
})

test('people of every role of the product are there', () => {
  const held = new Set(demoPeople().flatMap(person => person.roles))
  assert.deepEqual([...held].sort(), [...roles].sort())
})

test('a case of a duty of the district went to the government of the district where it lies', () => {
  const local = new Set(demoDuties.filter(duty => duty.hostDepartmentId === null).map(duty => duty.id))
  const governments = new Map(demoDepartments().map(department => [department.id, department.regionId]))
  const own = cases.filter(one => local.has(one.dutyId ?? ''))
  assert.ok(own.length > 80, String(own.length))
  for (const one of own)
    assert.ok(one.regionId.startsWith(`${governments.get(one.departmentId!)}-`), one.externalId)
})

test('every past is one that the state machine allows, and ends where the case stands', () => {
  for (const one of cases) {
    let state: CaseState = 'reported'
    let rating: number | null = null
    assert.equal(one.steps[0]?.type, 'reported')
    assert.equal(one.steps[0]?.at, one.reportedAt)
    for (const step of one.steps.slice(1)) {
      const [action, taken] = Object.entries(machine).find(([, { event }]) => event === step.type)!
      assert.ok(taken.from.includes(state), `${one.externalId}: ${action} from ${state}`)
      if (step.type === 'rated') {
        assert.ok(canBeRated({ state, disposition: one.disposition, rating }), one.externalId)
        rating = step.score ?? null
      }
      state = taken.to ?? state
    }
    assert.equal(state, one.state, one.externalId)
    assert.equal(one.rating, rating)
    assert.equal(one.closedAt === null, one.state !== 'closed')
    assert.equal(one.disposition === null, one.state !== 'closed')
  }
})

test('no department is sent the same case twice in a row, and the last one sent to is the one that has it', () => {
  for (const one of cases) {
    const sent = one.steps.filter(step => step.type === 'dispatched').map(step => step.departmentId)
    if (sent.length > 0 && one.steps.at(-1)!.type !== 'returned')
      if (!one.steps.some(step => step.type === 'returned') || sent.length > 1)
        assert.equal(sent.at(-1), one.departmentId, one.externalId)
    assert.equal(new Set(sent).size, sent.length, one.externalId)
  }
})

test('all ways to end are there: answered on the spot, resolved, declined, handed over, open', () => {
  assert.ok(share(one => one.disposition === 'answered') > 0.15)
  assert.ok(share(one => one.disposition === 'resolved') > 0.5)
  assert.ok(share(one => one.disposition === 'declined') > 0.01)
  assert.ok(share(one => one.disposition === 'handed-over') > 0.003)
  assert.ok(share(one => one.state !== 'closed') > 0.003)
  assert.ok(share(one => one.steps.some(step => step.type === 'returned')) > 0.02)
  assert.ok(share(one => one.rating !== null) > 0.2)
  for (const nature of natures) assert.ok(share(one => one.nature === nature) > 0.005, nature)
})

test('nearly every duty and every department that hosts one has cases', () => {
  assert.ok(new Set(cases.map(one => one.dutyId)).size > demoDuties.length * 0.97)
  const hosts = new Set(demoDuties.flatMap(duty => duty.hostDepartmentId ?? []))
  const seen = new Set(cases.map(one => one.departmentId))
  for (const host of hosts) assert.ok(seen.has(host), host)
})

test('nobody has the telephone numbers, and the anonymous have no name', () => {
  for (const { reporter } of cases) {
    if (reporter.phone !== null) assert.match(reporter.phone, /^1540\d{7}$/)
    if (reporter.anonymous) assert.equal(reporter.name, null)
  }
  assert.ok(share(one => one.reporter.anonymous) > 0.03)
})

test('history has a few errors: cases that stayed with a department the duty list does not name for their matter', () => {
  // The longest piece of a sentence without slots tells the duty it was written for.
  const pieces = [...demoPhrases].flatMap(([categoryId, { cores }]) =>
    cores
      .map(core => core.split(/\{\w+\}/).sort((a, b) => b.length - a.length)[0]!)
      .filter(piece => piece.length >= 8)
      .map(piece => ({ piece, categoryId })),
  )
  const told = cases
    .filter(one => one.disposition === 'resolved')
    .map(one => ({
      one,
      about: new Set(
        pieces.flatMap(({ piece, categoryId }) => (one.detail.includes(piece) ? [categoryId] : [])),
      ),
    }))
    .filter(({ about }) => about.size === 1)
  const wrong = told.filter(({ one, about }) => !about.has(one.categoryId!)).length / told.length
  assert.ok(told.length > 1000, String(told.length))
  assert.ok(wrong > 0.01 && wrong < 0.05, String(wrong))
})

test('days, end and workdays are the caller’s', () => {
  const few = generateDemoCases({
    seed: 5,
    count: 100,
    city,
    until: '2026-02-01',
    days: 20,
    isWorkday: () => true,
  })
  assert.ok(few.every(one => one.reportedAt >= '2026-01-10' && one.reportedAt < '2026-02-01'))
  assert.ok(
    few.some(one => one.steps.some(({ type, at }) => type === 'replied' && new Date(at).getUTCDay() === 0)),
  )
})

test('a city that lacks what its duties need is refused', () => {
  const duties = [{ ...demoDuties[0]!, categoryId: 'nothing-known' }]
  assert.throws(() => generateDemoCases({ seed: 1, count: 1, city: { ...city, duties } }), /nothing-known/)
  assert.throws(
    () => generateDemoCases({ seed: 1, count: 50, city: { ...city, departments: [] } }),
    /No department/,
  )
})

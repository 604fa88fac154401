import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDepartments, seededRandom } from '#city/index.ts'
import { drawCourse, drawReported, type Outcome } from './draw-course.ts'
import { mondayToFriday } from './working-time.ts'

const department = (id: string) => demoDepartments().find(one => one.id === id)!
const until = Date.parse('2026-11-01T00:00:00Z')
const reported = Date.parse('2026-03-02T20:30:00Z')
const dispatched: Outcome = {
  ...{
    kind: 'dispatched',
    department: department('dept-water'),
    wrongly: null,
    matter: '河道黑臭',
    workdays: 10,
  },
}

function courses(outcome: Outcome, more: { channel?: 'phone' | 'app'; until?: number } = {}, count = 200) {
  const random = seededRandom(31)
  const when = { reported, until, channel: 'phone' as const, isWorkday: mondayToFriday, ...more }
  return Array.from({ length: count }, () => drawCourse(random, outcome, when))
}

const typesOf = (course: ReturnType<typeof drawCourse>) => course.steps.map(step => step.type)

test('steps come in order of time', () => {
  for (const { steps } of courses(dispatched))
    for (const [index, step] of steps.entries())
      if (index > 0) assert.ok(step.at >= steps[index - 1]!.at, `${steps[index - 1]!.type} → ${step.type}`)
})

test('offices act in working hours; the hotline answers the telephone at night', () => {
  for (const { steps } of courses(dispatched)) {
    assert.equal(steps[1]!.at.slice(0, 13), '2026-03-02T12', 'accepted within minutes, at 20:30 local time')
    for (const step of steps.slice(2).filter(({ type }) => type !== 'rated')) {
      const local = new Date(Date.parse(step.at) + 8 * 3_600_000).toISOString()
      assert.ok(mondayToFriday(local.slice(0, 10)), local)
      const time = local.slice(11, 16)
      assert.ok((time >= '09:00' && time < '12:00') || (time >= '13:30' && time <= '17:30'), local)
    }
  }
})

test('what was written in the evening is accepted next morning', () => {
  for (const { steps } of courses(dispatched, { channel: 'app' })) {
    assert.equal(steps[0]!.account, null, 'nobody of the hotline took it down')
    assert.match(steps[1]!.at, /^2026-03-03T0[1-3]/)
  }
})

test('a department is asked, works, replies; the dispatcher closes', () => {
  for (const course of courses(dispatched)) {
    const types = typesOf(course).join(' ')
    assert.match(
      types,
      /^reported accepted dispatched handling-started replied( sent-back replied)? closed( rated)?$/,
    )
    const [, , sent, handling, reply] = course.steps
    assert.equal(sent!.departmentId, 'dept-water')
    assert.equal(handling!.account, 'handler-water')
    assert.ok(reply!.text!.includes('河道黑臭') && reply!.text!.includes('水务局'))
    assert.ok(course.dueAt !== null)
  }
})

test('a few replies are late, and a few are sent back', () => {
  const all = courses(dispatched, {}, 600)
  const late = all.filter(({ steps, dueAt }) => steps.find(step => step.type === 'replied')!.at > dueAt!)
  assert.ok(late.length > 10 && late.length < 90, String(late.length))
  const back = all.filter(course => typesOf(course).includes('sent-back'))
  assert.ok(back.length > 5 && back.length < 60, String(back.length))
})

test('what went wrong first comes back with a reason that names the right department', () => {
  const wrongly = department('dept-environment')
  let named = 0
  for (const course of courses({ ...dispatched, wrongly } as Outcome)) {
    assert.match(typesOf(course).join(' '), /^reported accepted dispatched returned dispatched handling/)
    const [, , first, returned, second] = course.steps
    assert.deepEqual([first!.departmentId, second!.departmentId], ['dept-environment', 'dept-water'])
    assert.equal(returned!.account, 'handler-environment')
    if (returned!.text!.includes('水务局')) named++
  }
  assert.ok(named > 100)
})

test('an answer on the spot, a refusal with its basis, and danger handed over end at once', () => {
  for (const course of courses({ kind: 'answered', answer: '可以网上办理' })) {
    assert.match(typesOf(course).join(' '), /^reported accepted answered( rated)?$/)
    assert.equal(course.steps[2]!.text, '可以网上办理')
    assert.equal(course.dueAt, null)
  }
  for (const course of courses({ kind: 'declined' })) {
    assert.deepEqual(typesOf(course), ['reported', 'accepted', 'declined'])
    assert.match(course.steps[2]!.legalBasis!, /国办发〔2020〕53号/)
  }
  for (const { steps } of courses({ kind: 'handed-over', service: '119' }, { channel: 'app' })) {
    assert.equal(steps.at(-1)!.service, '119')
    assert.ok(
      Date.parse(steps.at(-1)!.at) - Date.parse(steps[0]!.at) < 15 * 60_000,
      'danger does not wait for morning',
    )
  }
})

test('nothing happens after the end: such a case is still open', () => {
  const end = Date.parse('2026-03-04T00:00:00Z')
  for (const course of courses(dispatched, { until: end })) {
    assert.ok(!typesOf(course).includes('closed') || course.steps.at(-1)!.at < new Date(end).toISOString())
    assert.ok(course.steps.every(step => Date.parse(step.at) + 8 * 3_600_000 < end))
  }
})

test('ratings have a score, and only the lower ones say that nothing was solved', () => {
  const ratings = courses(dispatched, {}, 800).flatMap(({ steps }) =>
    steps.filter(step => step.type === 'rated'),
  )
  assert.ok(ratings.length > 200 && ratings.length < 400)
  for (const { score, resolved } of ratings) assert.equal(resolved, score! >= 3)
  assert.deepEqual(new Set(ratings.map(({ score }) => score)), new Set([1, 2, 3, 4, 5]))
})

test('cases come in within the days asked for, more on Mondays than on Sundays, more by day than by night', () => {
  const random = seededRandom(41)
  const times = Array.from({ length: 4000 }, () => drawReported(random, until, 100))
  assert.ok(times.every(time => time < until && time >= until - 101 * 86_400_000))
  const share = (test: (date: Date) => boolean) =>
    times.filter(time => test(new Date(time))).length / times.length
  assert.ok(share(date => date.getUTCDay() === 1) > share(date => date.getUTCDay() === 0) * 1.4)
  assert.ok(share(date => date.getUTCHours() === 10) > share(date => date.getUTCHours() === 3) * 5)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audienceOf, audiencesOf } from './audience.rules.ts'
import type { Whom } from './message-line.ts'

test('somebody hears what is for the person, the roles and the desk; a lead for the own and those below', () => {
  const desk = { departments: ['urban', 'urban-lamps'], regions: ['aaa'] }
  const lead = { id: 'p1', roles: ['department-lead'] as const, departmentId: 'urban', desk }
  assert.deepEqual(audiencesOf(lead), [
    'person:p1',
    'role:department-lead',
    'department:urban',
    'department:urban-lamps',
    'lead:urban',
    'above:urban-lamps',
    'region:aaa',
  ])
  assert.deepEqual(audiencesOf({ ...lead, roles: ['handler'] }), [
    'person:p1',
    'role:handler',
    'department:urban',
    'department:urban-lamps',
    'region:aaa',
  ])
  assert.deepEqual(audiencesOf({ id: 'p2', roles: [], departmentId: null }), ['person:p2'])
})

test('each message finds its audience, or nobody', () => {
  const before = { department_id: 'urban', region_id: 'aaa' }
  const after = { department_id: 'police', region_id: 'aaa' }
  const about = { before, after, dispatcher: 'p9', department: 'water' }
  const of = (whom: Whom, changes: Partial<typeof about> = {}) => audienceOf(whom, { ...about, ...changes })
  assert.equal(of('department'), 'department:police')
  assert.equal(of('former-department'), 'department:urban')
  assert.equal(of('former-department', { after: before }), null)
  assert.equal(of('event-department'), 'department:water')
  assert.equal(of('lead'), 'lead:police')
  assert.equal(of('lead-above'), 'above:police')
  assert.equal(of('region'), 'region:aaa')
  assert.equal(of('dispatcher'), 'person:p9')
  assert.equal(audienceOf('dispatcher', { ...about, dispatcher: null }), 'role:dispatcher')
  assert.equal(audienceOf('assignee', { ...about, assignee: 'p5' }), 'person:p5')
  assert.equal(of('assignee'), null, 'given to nobody')
  assert.equal(of('dispatchers'), 'role:dispatcher')
  assert.equal(of('leaders'), 'role:leader')
  assert.equal(of('citizen'), null)
  assert.equal(of('named'), null)
  const nobody = { department_id: null, region_id: null }
  for (const whom of ['department', 'lead', 'lead-above', 'region'] as const)
    assert.equal(audienceOf(whom, { ...about, after: nobody }), null, whom)
  assert.equal(audienceOf('former-department', { ...about, before: nobody }), null)
})

test('each seat hears what is for it and nothing else, whatever mix of roles and desks somebody has', () => {
  const none = { departments: [], regions: [] }
  const table: [Parameters<typeof audiencesOf>[0], string[]][] = [
    [{ id: 'p', roles: [], departmentId: null, desk: none }, ['person:p']],
    [{ id: 'p', roles: ['citizen'], departmentId: null, desk: none }, ['person:p', 'role:citizen']],
    [
      { id: 'p', roles: ['dispatcher', 'leader'], departmentId: null, desk: none },
      ['person:p', 'role:dispatcher', 'role:leader'],
    ],
    [
      {
        id: 'p',
        roles: ['grid-member'],
        departmentId: null,
        desk: { departments: [], regions: ['aaa', 'aab'] },
      },
      ['person:p', 'role:grid-member', 'region:aaa', 'region:aab'],
    ],
    [
      {
        id: 'p',
        roles: ['department-lead', 'handler'],
        departmentId: 'b',
        desk: { departments: ['a', 'b'], regions: [] },
      },
      [
        'person:p',
        'role:department-lead',
        'role:handler',
        'department:a',
        'department:b',
        'above:a',
        'lead:b',
      ],
    ],
    // A lead of no department hears of those of the desk as from above, never as their own lead.
    [
      { id: 'p', roles: ['department-lead'], departmentId: null, desk: { departments: ['a'], regions: [] } },
      ['person:p', 'role:department-lead', 'department:a', 'above:a'],
    ],
  ]
  for (const [actor, wanted] of table) assert.deepEqual(audiencesOf(actor), wanted, JSON.stringify(actor))
})

test('a case that stays where it is has no former department; one that leaves for nowhere has', () => {
  const standing = (department_id: string | null) => ({ department_id, region_id: null })
  const table: [string | null, string | null, string | null][] = [
    ['a', 'b', 'department:a'],
    ['a', null, 'department:a'],
    [null, 'b', null],
    ['a', 'a', null],
    [null, null, null],
  ]
  for (const [from, to, wanted] of table) {
    const about = { before: standing(from), after: standing(to), dispatcher: null, department: null }
    assert.equal(audienceOf('former-department', about), wanted, `${from} to ${to}`)
    assert.equal(audienceOf('department', about), to === null ? null : `department:${to}`)
  }
})

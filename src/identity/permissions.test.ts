import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schemaToJson } from '@cedar-policy/cedar-wasm/nodejs'
import { type Action, actions } from './action.contract.ts'
import { systemActor, visitor } from './actors.ts'
import { authorize } from './authorize.ts'
import { type Actor, type Role, roles } from './identity.contract.ts'
import { createPermissions, type Resource, readPolicies } from './permissions.ts'
import { administratorRoles } from './person.rules.ts'

const permissions = createPermissions({ error: assert.fail })
const { permits, allowedActions } = permissions

function actor(role: Role | Role[], rest: Partial<Actor> = {}): Actor {
  return {
    kind: 'person',
    id: 'me',
    account: 'me',
    name: 'me',
    roles: [role].flat(),
    departmentId: 'd1',
    scope: { departments: 'all', regions: 'all', own: 'me', level: 'L3' },
    ...rest,
  }
}

function aCase(rest: Partial<Extract<Resource, { kind: 'case' }>> = {}): Resource {
  return { kind: 'case', departmentId: 'd1', regionId: 'r1', reporterPersonId: null, level: 'L3', ...rest }
}

test('the schema names the same actions and roles as the contract, and every policy is checked against it', () => {
  const { schema, policies } = readPolicies()
  const parsed = schemaToJson(schema)
  assert.equal(parsed.type, 'success')
  const named = parsed.type === 'success' ? Object.keys(parsed.json['']!.actions) : []
  assert.deepEqual(named.toSorted(), actions.toSorted())
  const text = Object.values(policies).join('\n')
  const mentioned = [...text.matchAll(/Role::"([^"]+)"/g)].map(match => match[1])
  assert.deepEqual([...new Set(mentioned)].toSorted(), roles.toSorted())
  for (const action of actions)
    assert.ok(text.includes(`Action::"${action}"`), `${action} is permitted to nobody`)
  assert.equal(Object.keys(policies).length, 18)
})

test('policies speak of relations: no text in them names a person, a department or a region', () => {
  const text = Object.values(readPolicies().policies)
    .join('\n')
    .replace(/\/\/.*/g, '')
    .replace(/@id\("[^"]+"\)/g, '')
  const texts = [...text.matchAll(/(\w*:*)"[^"]*"/g)].map(match => match[1])
  assert.ok(texts.length > 100)
  assert.deepEqual([...new Set(texts)].toSorted(), ['Action::', 'Role::'])
})

test('equal questions of different people have the answer of their own relation', () => {
  const scope = { departments: ['d1'], regions: 'all' as const, own: 'me', level: 'L3' as const }
  const [here, there] = [
    actor('handler', { scope }),
    actor('handler', { id: 'you', scope: { ...scope, departments: ['d2'], own: 'you' }, departmentId: 'd2' }),
  ]
  for (let round = 0; round < 2; round++) {
    assert.equal(permits(here, 'cases:handle', aCase()), true)
    assert.equal(permits(there, 'cases:handle', aCase()), false)
    assert.equal(permits(there, 'cases:handle', aCase({ departmentId: 'd2' })), true)
    assert.equal(permits(here, 'cases:read', aCase({ departmentId: 'd3', reporterPersonId: 'me' })), true)
    assert.equal(permits(there, 'cases:read', aCase({ departmentId: 'd3', reporterPersonId: 'me' })), false)
  }
})

test('each role has what its job needs and not what it must not have', () => {
  const expected: Record<Role, { yes: Action[]; no: Action[] }> = {
    seat: {
      yes: [
        'cases:report',
        'cases:accept',
        'cases:answer',
        'cases:decline',
        'cases:hand-over',
        'cases:dispatch',
        'cases:close',
        'mails:act',
      ],
      no: ['cases:handle', 'cases:import', 'cases:export', 'cases:verify', 'duties:edit', 'decisions:read'],
    },
    dispatcher: {
      yes: [
        'cases:dispatch',
        'cases:verify',
        'cases:close',
        'cases:reopen',
        'cases:import',
        'duties:edit',
        'mails:act',
      ],
      no: ['cases:handle', 'cases:answer', 'people:edit', 'models:train'],
    },
    handler: {
      yes: ['cases:read', 'cases:handle', 'cases:reply', 'cases:return'],
      no: ['cases:dispatch', 'cases:close', 'cases:verify', 'mails:read'],
    },
    'department-lead': {
      yes: ['cases:handle', 'cases:dispatch'],
      no: ['cases:close', 'cases:verify', 'cases:accept'],
    },
    'grid-member': {
      yes: ['cases:report', 'cases:read', 'cases:handle'],
      no: ['cases:dispatch', 'cases:close'],
    },
    leader: {
      yes: ['cases:read', 'cases:read-personal', 'cases:supervise', 'cases:comment'],
      no: ['cases:dispatch', 'cases:close', 'cases:coordinate', 'cases:answer-supervision', 'decisions:read'],
    },
    citizen: {
      yes: ['cases:report', 'cases:read', 'cases:rate', 'cases:follow'],
      no: ['cases:search', 'cases:accept', 'cases:intake', 'decisions:read'],
    },
    analyst: {
      yes: ['cases:read', 'cases:export', 'models:read'],
      no: ['cases:read-personal', 'cases:accept', 'cases:dispatch'],
    },
    'data-steward': { yes: ['cases:import', 'city:edit', 'city:read'], no: ['cases:read', 'cases:dispatch'] },
    'ai-engineer': {
      yes: ['models:train', 'models:evaluate', 'models:approve', 'decisions:read'],
      no: ['cases:read', 'decisions:settle'],
    },
    'system-administrator': {
      yes: ['operations:act', 'mails:read'],
      no: ['mails:act', 'people:edit', 'people:read', 'ledger:read', 'decisions:read'],
    },
    'security-administrator': { yes: ['people:edit', 'tokens:any'], no: ['ledger:read', 'operations:act'] },
    'audit-administrator': {
      yes: ['ledger:read', 'people:read'],
      no: ['people:edit', 'operations:act', 'tokens:any'],
    },
  }
  for (const role of roles) {
    const allowed = allowedActions(actor(role))
    for (const action of expected[role].yes) assert.ok(allowed.includes(action), `${role} needs ${action}`)
    for (const action of expected[role].no) assert.ok(!allowed.includes(action), `${role} must not ${action}`)
    assert.ok(allowed.includes('city:read') && allowed.includes('sessions:own'))
  }
  for (const role of administratorRoles) {
    assert.deepEqual(
      allowedActions(actor(role)).filter(action => action.startsWith('cases:')),
      [],
      role,
    )
  }
  assert.deepEqual(allowedActions(actor([])), ['city:read', 'tokens:own', 'sessions:own'])
})

test('visitors report, follow and rate; jobs of the product decide nothing', () => {
  assert.deepEqual(allowedActions(visitor), ['cases:report', 'cases:rate', 'cases:follow'])
  const deciding: Action[] = [
    'cases:dispatch',
    'cases:answer',
    'cases:decline',
    'cases:close',
    'decisions:settle',
    'models:approve',
  ]
  for (const action of deciding) assert.equal(permits(systemActor, action), false, action)
  assert.equal(permits(systemActor, 'cases:import'), true)
  assert.equal(permits(systemActor, 'models:train'), true)
})

test('a handler works on the own department’s cases only, a lead on those under it, a grid member on the own regions', () => {
  const scope = { departments: ['d1'], regions: 'all' as const, own: 'me', level: 'L3' as const }
  const handler = actor('handler', { scope })
  assert.equal(permits(handler, 'cases:handle', aCase()), true)
  assert.equal(permits(handler, 'cases:handle', aCase({ departmentId: 'd2' })), false)
  assert.equal(permits(handler, 'cases:read', aCase({ departmentId: 'd2' })), false)
  assert.equal(permits(handler, 'cases:handle', aCase({ departmentId: null })), false)
  assert.equal(permits(handler, 'cases:read', aCase({ departmentId: 'd2', reporterPersonId: 'me' })), true)
  assert.equal(permits(handler, 'cases:handle', aCase({ departmentId: 'd2', reporterPersonId: 'me' })), false)
  const lead = actor('department-lead', {
    scope: { ...scope, departments: ['d1', 'd11'] },
    desk: { departments: ['d1', 'd11'], regions: [] },
  })
  assert.equal(permits(lead, 'cases:dispatch', aCase({ departmentId: 'd11' })), true)
  assert.equal(permits(lead, 'cases:dispatch', aCase({ departmentId: 'd2' })), false)
  const grid = actor('grid-member', {
    scope: { ...scope, departments: 'all', regions: ['r1'] },
    desk: { departments: [], regions: ['r1'] },
  })
  assert.equal(permits(grid, 'cases:handle', aCase()), true)
  assert.equal(permits(grid, 'cases:handle', aCase({ regionId: 'r2' })), false)
})

test('a wider role to read does not widen where somebody works', () => {
  const both = actor(['seat', 'handler'], { desk: { departments: ['d1'], regions: [] } })
  assert.equal(permits(both, 'cases:read', aCase({ departmentId: 'd2' })), true)
  assert.equal(permits(both, 'cases:handle', aCase({ departmentId: 'd2' })), false)
})

test('a citizen sees and rates the own case; personal content needs clearance', () => {
  const citizen = actor('citizen', { scope: { departments: [], regions: [], own: 'me', level: 'L2' } })
  assert.equal(permits(citizen, 'cases:rate', aCase({ reporterPersonId: 'me' })), true)
  assert.equal(permits(citizen, 'cases:read-personal', aCase({ reporterPersonId: 'me', level: 'L4' })), true)
  assert.equal(permits(citizen, 'cases:read', aCase({ reporterPersonId: 'you' })), false)
  const wide = actor(['citizen', 'analyst'])
  assert.equal(permits(wide, 'cases:rate', aCase({ reporterPersonId: 'you' })), false)
  assert.equal(permits(actor('seat'), 'cases:read-personal', aCase({ level: 'L3' })), true)
  assert.equal(permits(actor('seat'), 'cases:read-personal', aCase({ level: 'L4' })), false)
  assert.equal(permits(actor('seat'), 'cases:read', aCase({ level: 'L4' })), true)
})

test('nobody approves the own training or changes the own roles', () => {
  const engineer = actor('ai-engineer')
  assert.equal(permits(engineer, 'models:approve', { kind: 'training', trainedBy: 'you' }), true)
  assert.equal(permits(engineer, 'models:approve', { kind: 'training', trainedBy: 'me' }), false)
  const security = actor('security-administrator')
  assert.equal(permits(security, 'people:edit', { kind: 'account', personId: 'you' }), true)
  assert.equal(permits(security, 'people:edit', { kind: 'account', personId: 'me' }), false)
})

test('tokens and unfinished duties narrow; unknown actions and broken actors are refused', () => {
  assert.deepEqual(allowedActions(actor('seat', { limitedTo: ['cases:read', 'cases:handle'] })), [
    'cases:read',
  ])
  assert.deepEqual(allowedActions(actor('seat', { limitedTo: [] })), [])
  const pending = actor('seat', { pending: { changePassword: true, enrolSecondFactor: false } })
  assert.deepEqual(allowedActions(pending), ['sessions:own'])
  assert.equal(permits(pending, 'cases:read', aCase()), false)
  assert.equal(permits(actor('seat'), 'cases:destroy'), false)
  assert.equal(permits(actor('seat'), '__proto__'), false)
  let failures = 0
  const counting = createPermissions({ error: () => failures++ })
  const broken = { ...actor('seat'), roles: undefined as unknown as Role[] }
  assert.equal(counting.permits(broken, 'cases:read', aCase()), false)
  assert.equal(failures, 1, 'a failure is refused and logged')
})

test('a route lets through, or says what is missing', () => {
  const refusal = (who: Actor, access: Parameters<typeof authorize>[2]) => {
    try {
      authorize(permissions, who, access)
      return 'passed'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const seat = actor('seat')
  const newcomer = actor('seat', { pending: { changePassword: true, enrolSecondFactor: true } })
  const unenrolled = actor('audit-administrator', {
    pending: { changePassword: false, enrolSecondFactor: true },
  })
  const program = actor('seat', { limitedTo: ['cases:read'] })
  assert.equal(refusal(visitor, 'public'), 'passed')
  assert.equal(refusal(visitor, 'signed-in'), 'identity.sign-in-required')
  assert.equal(refusal(visitor, { action: 'cases:read' }), 'identity.sign-in-required')
  assert.equal(refusal(visitor, { action: 'cases:report' }), 'passed')
  assert.equal(refusal(seat, 'signed-in'), 'passed')
  assert.equal(refusal(seat, { action: 'cases:accept' }), 'passed')
  assert.equal(refusal(seat, { action: 'people:edit' }), 'identity.not-permitted')
  assert.equal(refusal(newcomer, 'signed-in'), 'identity.first-change-password')
  assert.equal(refusal(newcomer, { action: 'sessions:own' }), 'passed')
  assert.equal(refusal(unenrolled, { action: 'ledger:read' }), 'identity.first-enrol-second-factor')
  assert.equal(refusal(program, 'signed-in'), 'identity.not-permitted')
  assert.equal(refusal(program, { action: 'cases:read' }), 'passed')
  assert.equal(refusal(program, { action: 'cases:accept' }), 'identity.not-permitted')
})

test('a co-host reads the case it has a task on and works on its task, on nothing else', () => {
  const scope = { departments: ['d2'], regions: 'all', own: 'me', level: 'L4' } as const
  const desk = { departments: ['d2'], regions: [] }
  for (const role of ['handler', 'department-lead'] as const) {
    const coHost = actor(role, { departmentId: 'd2', scope, desk })
    const asked = aCase({ coDepartmentIds: ['d3', 'd2'] })
    for (const action of ['cases:read', 'cases:read-personal', 'cases:comment', 'cases:co-handle'])
      assert.equal(permits(coHost, action, asked), true, `${role} ${action}`)
    for (const action of [
      'cases:handle',
      'cases:reply',
      'cases:return',
      'cases:dispatch',
      'cases:coordinate',
    ])
      assert.equal(permits(coHost, action, asked), false, `${role} ${action}`)
    for (const other of [aCase(), aCase({ coDepartmentIds: ['d3'] }), aCase({ departmentId: 'd2' })])
      assert.equal(permits(coHost, 'cases:co-handle', other), false)
    assert.equal(permits(coHost, 'cases:read', aCase({ coDepartmentIds: ['d3'] })), false)
  }
  const elsewhere = { departments: 'all', regions: ['r2'], own: 'me', level: 'L4' } as const
  const walker = actor('grid-member', { scope: elsewhere })
  assert.equal(permits(walker, 'cases:read', aCase({ coDepartmentIds: ['d1', 'd2'] })), false)
})

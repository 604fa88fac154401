import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type TestHub, testHub } from './fixtures/hub.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

interface Schema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  format?: string
  maxLength?: number
  pattern?: string
  additionalProperties?: Schema | boolean
}

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
}

/** Text that has broken servers before: control characters, lone surrogates, markup, SQL, long and empty. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '👨‍👩‍👧‍👦',
    '<script>alert(1)</script>',
    "'; drop table cases.event; --",
    '%',
    '_',
    '\\',
    '../../etc/passwd',
    '\u202e路灯',
    'ａｂｃ',
    '路'.repeat(5000),
    '{{x}}',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const junk = fc.oneof(
  nasty,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.object({ maxDepth: 1 }),
)
const uuid = fc.constantFrom('01890000-0000-7000-8000-000000000000', '00000000-0000-0000-0000-000000000000')

/** Mostly what the document asks for, sometimes not. */
function likely(schema: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  if (!schema || depth > 4) return junk
  const fitting = fittingOf(schema, depth)
  return fc.oneof({ weight: 6, arbitrary: fitting }, { weight: 1, arbitrary: junk })
}

function fittingOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(choice => fittingOf(choice, depth + 1)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const properties = schema.properties ?? {}
    const entries = Object.entries(properties).map(
      ([name, property]) => [name, likely(property, depth + 1)] as const,
    )
    const optional = Object.keys(properties).filter(name => !schema.required?.includes(name))
    const kept = Object.keys(properties).filter(name => !optional.includes(name))
    return fc.record(Object.fromEntries(entries), { requiredKeys: kept as never[] })
  }
  if (type === 'array') return fc.array(likely(schema.items, depth + 1), { maxLength: 4 })
  if (type === 'integer')
    return fc.oneof(fc.integer({ min: -2, max: 10 }), fc.constantFrom(Number.MAX_SAFE_INTEGER, -1, 0, 1))
  if (type === 'number') return fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, 1, -1, 1e308))
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (schema.format === 'uuid') return uuid
  if (schema.format === 'date') return fc.constantFrom('2026-02-17', '2026-02-30', '0000-01-01', '9999-12-31')
  if (schema.format === 'date-time') return fc.constantFrom('2026-02-17T00:00:00Z', '2026-13-01T00:00:00Z')
  return fc.oneof(
    nasty,
    fc.constantFrom('citizen1', 'dept-urban', 'r-ql', 'L4', '15400000001', 'ABCD-EFGH-JKMN-PQRS'),
  )
}

interface Call {
  method: string
  url: string
  payload?: unknown
}

function callsOf(path: string, method: string, operation: Operation): fc.Arbitrary<Call> {
  const parameters = operation.parameters ?? []
  const body = operation.requestBody?.content['application/json']?.schema
  const values = fc.record(Object.fromEntries(parameters.map(one => [one.name, likely(one.schema)])), {
    noNullPrototype: true,
  })
  return fc.tuple(values, body ? likely(body) : fc.constant(undefined)).map(([given, payload]) => {
    let url = path
    const query = new URLSearchParams()
    for (const one of parameters) {
      const value = (given as Record<string, unknown>)[one.name]
      const text = typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? '')
      if (one.in === 'path') url = url.replace(`{${one.name}}`, encodeURIComponent(text).slice(0, 400) || '-')
      else query.append(one.name, text)
    }
    const search = query.toString()
    return {
      method: method.toUpperCase(),
      url: search ? `${url}?${search}` : url,
      ...(payload === undefined ? {} : { payload }),
    }
  })
}

test('every operation of the OpenAPI document, fuzzed by people who may use it: never a fault inside', async () => {
  const document = (await hub.server.inject('/api/openapi.json')).json() as {
    paths: Record<string, Record<string, Operation>>
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  assert.ok(operations.length >= 50, `only ${operations.length} operations`)
  const accounts = [
    'seat1',
    'dispatcher1',
    'citizen1',
    'ai-engineer1',
    'data-steward1',
    'audit-admin',
    'security-admin',
    'system-admin',
  ]
  const tokens = [
    undefined,
    ...(await Promise.all(accounts.map(account => hub.token(account).catch(() => undefined)))),
  ]
  assert.ok(tokens.filter(Boolean).length >= 5, 'too few accounts of the demo city were found')
  const faults: string[] = []
  for (const { path, method, operation } of operations) {
    const calls = fc.sample(callsOf(path, method, operation), { numRuns: 40, seed: 20_260_101 })
    for (const [index, call] of calls.entries()) {
      const token = tokens[index % tokens.length]
      const answer = await hub.server.inject({
        method: call.method as 'GET',
        url: call.url,
        ...(call.payload === undefined ? {} : { payload: JSON.stringify(call.payload), headers: undefined }),
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      })
      if (answer.statusCode < 500 || answer.statusCode === 503) continue
      const said = hub.log.at(-1)?.slice(0, 900) ?? ''
      faults.push(
        `${call.method} ${call.url.slice(0, 300)} ${JSON.stringify(call.payload)?.slice(0, 400)}\n${said}`,
      )
      break
    }
  }
  assert.deepEqual(faults, [])
})

test('no answer that says no, and no line of the log, quotes an identity of what was sent', async () => {
  const document = (await hub.server.inject('/api/openapi.json')).json() as {
    paths: Record<string, Record<string, Operation>>
  }
  const planted = ['11010519491231002X', '13812345678', 'planted.person@mail.example']
  const words = `身份证${planted[0]}，电话${planted[1]}，邮箱${planted[2]}`
  const filled = (schema: Schema | undefined): unknown => {
    const type = Array.isArray(schema?.type) ? schema.type[0] : schema?.type
    if (type === 'object')
      return {
        ...Object.fromEntries(
          Object.entries(schema?.properties ?? {}).map(([key, one]) => [key, filled(one)]),
        ),
        [planted[1]!]: words,
      }
    if (type === 'array') return [filled(schema?.items)]
    return words
  }
  const tokens = await Promise.all(
    ['seat1', 'dispatcher1', 'ai-engineer1', 'data-steward1'].map(account => hub.token(account)),
  )
  const quoted: string[] = []
  let refused = 0
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const schema = operation.requestBody?.content['application/json']?.schema
      const search = (operation.parameters ?? []).filter(one => one.in === 'query')
      const query = search.map(one => `${one.name}=${encodeURIComponent(words)}`).join('&')
      for (const token of tokens) {
        const answer = await hub.server.inject({
          method: method.toUpperCase() as 'GET',
          url: `${path.replaceAll(/\{\w+\}/g, planted[1]!)}?${query}`,
          ...(schema ? { payload: JSON.stringify(filled(schema)) } : {}),
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        })
        if (answer.statusCode < 400) continue
        refused += 1
        if (planted.some(one => answer.body.includes(one))) quoted.push(`${method} ${path}: ${answer.body}`)
      }
    }
  assert.ok(refused > 300, String(refused))
  assert.deepEqual(quoted, [])
  assert.deepEqual(
    hub.log.filter(line => planted.some(one => line.includes(one))),
    [],
  )
})

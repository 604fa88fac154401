import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type ServerProcess, startServer } from '../fixtures/server-process.ts'
import { type CommandFolder, commandFolder } from './folder.ts'

let place: CommandFolder
let server: ServerProcess

before(async () => {
  place = await commandFolder({ CHENGSHU_ADMIN_PASSWORD: 'the operator chose this 8' })
  server = await startServer(place.variables)
})
after(async () => {
  await server?.end('SIGKILL')
  await place.run('doctor')
  await place.remove()
})

async function session(token: string) {
  const answer = await fetch(`${server.address}/api/session`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: answer.status, body: (await answer.json()) as { account?: string; actions?: string[] } }
}

async function signIn(username: string, password: string) {
  const answer = await fetch(`${server.address}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const cookie = answer.headers.getSetCookie().map(line => line.split(';')[0])
  return { status: answer.status, cookie: cookie.join('; ') }
}

const sessionBy = async (cookie: string) =>
  (await (await fetch(`${server.address}/api/session`, { headers: { cookie } })).json()) as {
    account: string
    mustChangePassword: boolean
    signedIn: boolean
  }

test('CHENGSHU_DEMO=0: an empty city that is ready, and the next steps in the terminal; a given password is not shown', async () => {
  assert.equal((await fetch(`${server.address}/readyz`)).status, 200)
  const said = server.output()
  assert.match(said, /npx chengshu seed/)
  assert.match(said, /npx chengshu user create/)
  assert.match(said, /system {2}security {2}audit/)
  assert.ok(!said.includes('the operator chose this 8'))
  assert.doesNotMatch(said, /Qinglan/)
  assert.match(server.address, /^http:\/\/127\.0\.0\.1:\d+$/, 'loopback unless HOST says otherwise')
  const { people } = await place.json<{ people: { account: string }[] }>('user', 'list')
  assert.deepEqual(people.map(person => person.account).sort(), ['audit', 'security', 'system'])
})

test('a person made on the command line signs in beside it and has to change the password first', async () => {
  const made = await place.json<{ account: string; password: string }>(
    ...['user', 'create', '--account', 'wang.fang', '--name', '王芳', '--roles', 'seat', '--level', 'L4'],
  )
  const signed = await signIn('wang.fang', made.password)
  assert.equal(signed.status, 200)
  assert.equal((await sessionBy(signed.cookie)).mustChangePassword, true)
  const cases = await fetch(`${server.address}/api/cases`, { headers: { cookie: signed.cookie } })
  assert.equal(cases.status, 403, 'nothing is seen before the password is changed')
  const again = await place.json<{ password: string }>('user', 'password', '--account', 'wang.fang')
  assert.notEqual(again.password, made.password)
  assert.equal((await signIn('wang.fang', made.password)).status, 401, 'the old password is gone')
  assert.equal((await sessionBy(signed.cookie)).signedIn, false, 'and so is the old session')
  assert.equal((await signIn('wang.fang', again.password)).status, 200)
  const twice = await place.run('user', 'create', '--account', 'wang.fang', '--name', '王', '--roles', 'seat')
  assert.equal(twice.code, 1)
  assert.doesNotMatch(twice.stderr, /\n\s+at /)
})

test('tokens: made beside the server they work at once, revoked they do not, and none manages people', async () => {
  await place.json('user', 'create', '--account', 'li.na', '--name', '李娜', '--roles', 'dispatcher')
  const made = await place.json<{ token: string; id: string; expiresAt: string }>(
    ...['token', 'create', '--person', 'li.na', '--days', '3', '--name', 'reports'],
  )
  const days = (Date.parse(made.expiresAt) - Date.now()) / 86_400_000
  assert.ok(days > 2.9 && days <= 3, `${days}`)
  const known = await session(made.token)
  assert.equal(known.body.account, 'li.na')
  const { tokens } = await place.json<{ tokens: { id: string; name: string }[] }>(
    ...['token', 'list', '--person', 'li.na'],
  )
  assert.deepEqual(
    tokens.map(one => [one.id, one.name]),
    [[made.id, 'reports']],
  )
  assert.ok(!JSON.stringify(tokens).includes(made.token), 'a token is shown once')
  const others = await place.json<{ tokens: unknown[] }>('token', 'list', '--person', 'wang.fang')
  assert.deepEqual(others.tokens, [])
  const forged = `${made.token.slice(0, -2)}${made.token.endsWith('aa') ? 'bb' : 'aa'}`
  assert.equal((await session(forged)).status, 401)
  assert.ok(!known.body.actions?.includes('people:edit'))
  await place.json('token', 'revoke', '--id', made.id)
  assert.equal((await session(made.token)).status, 401)
  const first = await place.run('token', 'create', '--person', 'li.na', '--days', '3.5')
  assert.equal(first.code, 2)
})

test('who is deactivated is out at once: password, session and token', async () => {
  const made = await place.json<{ password: string }>(
    ...['user', 'create', '--account', 'left', '--name', '离职', '--roles', 'seat'],
  )
  const { token } = await place.json<{ token: string }>('token', 'create', '--person', 'left')
  const signed = await signIn('left', made.password)
  assert.equal(signed.status, 200)
  await place.json('user', 'deactivate', '--account', 'left')
  assert.equal((await session(token)).status, 401)
  assert.equal((await sessionBy(signed.cookie)).signedIn, false)
  assert.equal((await signIn('left', made.password)).status, 401)
  const { stdout } = await place.run('user', 'list')
  assert.match(stdout, /left.*deactivated/)
})

test('migrate and doctor beside a running server do no harm', async () => {
  assert.deepEqual(await place.json('migrate'), { migrated: true })
  const health = await place.json<{ state: string; findings: { key: string; state: string }[] }>('doctor')
  assert.deepEqual(
    health.findings.map(one => one.key),
    [
      ...['database', 'migrations', 'queue', 'ledger', 'disk', 'months', 'default-partition', 'clock'],
      ...['keys', 'key-age', 'key-file', 'sealed', 'incidents'],
      ...['case-timeline', 'case-state', 'case-ledger', 'case-decision', 'attachments'],
      ...['parked-deliveries', 'parked-messages'],
    ],
  )
  assert.ok(health.findings.every(one => one.key === 'disk' || one.state === 'good'))
  assert.equal((await fetch(`${server.address}/readyz`)).status, 200)
})

test('a second start on the same port says so in a sentence and leaves the first alone', async () => {
  const port = new URL(server.address).port
  const second = await commandFolder({ ...place.variables, PORT: port })
  const { code, stdout, stderr } = await second.run('start')
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, new RegExp(`127\\.0\\.0\\.1:${port}`))
  assert.match(stderr, /PORT=0/)
  assert.doesNotMatch(stderr, /\n\s+at /)
  const abroad = await commandFolder({ ...place.variables, HOST: '192.0.2.1', PORT: '0' })
  const unknown = await abroad.run('start')
  assert.equal(unknown.code, 1)
  assert.match(unknown.stderr, /192\.0\.2\.1/)
  assert.equal((await fetch(`${server.address}/readyz`)).status, 200)
  await Promise.all([second.remove(), abroad.remove()])
})

test('a second start on another port serves the same city, and its end does not end the first', async () => {
  const second = await startServer({ ...place.variables, HOST: '127.0.0.2' })
  assert.match(second.address, /^http:\/\/127\.0\.0\.2:/)
  const { token } = await place.json<{ token: string }>('token', 'create', '--person', 'li.na')
  const answer = await fetch(`${second.address}/api/session`, {
    headers: { authorization: `Bearer ${token}` },
  })
  assert.equal(((await answer.json()) as { account: string }).account, 'li.na')
  assert.equal(await second.end('SIGTERM'), 0, second.output())
  assert.equal((await session(token)).status, 200)
})

test('SIGTERM with requests under way: each is answered or refused, the process ends with 0, nothing is on the log', async () => {
  const { token } = await place.json<{ token: string }>('token', 'create', '--person', 'li.na')
  let going = true
  const statuses: number[] = []
  const lane = async () => {
    while (going) {
      try {
        statuses.push((await session(token)).status)
      } catch {
        going = false
      }
    }
  }
  const lanes = Promise.all(Array.from({ length: 6 }, lane))
  while (statuses.length < 60) await pause(5)
  const code = await server.end('SIGTERM')
  await lanes
  assert.equal(code, 0, server.output())
  assert.deepEqual([...new Set(statuses)], [200])
  assert.doesNotMatch(server.output(), /"level":(50|60)/)
})

test('every verb works with no server running, and leaves no database running behind', async () => {
  const { people } = await place.json<{ people: { account: string }[] }>('user', 'list')
  assert.ok(people.some(person => person.account === 'li.na'))
  const { stderr } = await place.run('user', 'list')
  assert.match(stderr, /Starting PostgreSQL/, 'the one before ended it')
})

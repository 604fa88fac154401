import type { FastifyReply, FastifyRequest } from 'fastify'
import { baseError, type Database, inTransaction, type Mount } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import type { Authenticator } from './authenticate.ts'
import { chargePassword, lockedError, recordLock } from './charge-password.ts'
import { deleteSessionByToken } from './credential.store.ts'
import type { FailureLimit } from './failure-limit.ts'
import { identityError } from './identity.errors.ts'
import { clearFailures } from './lockout.store.ts'
import { isAccount, signInName } from './person.rules.ts'
import type { SignIn } from './sign-in.ts'
import {
  answerOf,
  cookiesOf,
  type LibraryAnswer,
  readAnswer,
  refusalOf,
  type SignInPath,
  signInBodies,
} from './sign-in-answer.ts'
import { singleSignOnProvider } from './sign-in-options.ts'
import { claimCode } from './used-code.store.ts'

export interface SignInMountParts {
  database: Database
  signIn: SignIn
  authenticator: Authenticator
  failures: FailureLimit
  singleSignOn: boolean
  /** Where people open the product. */
  address: URL
  now: () => Date
}

const prefix = '/api/auth'
const callbackPath = `/callback/${singleSignOnProvider}`
const bodyLimit = 8192

async function readBody(request: FastifyRequest): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw baseError('base.unsupported-media')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request.raw as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bodyLimit) throw baseError('base.payload-too-large', { limit: '8 KiB' })
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}')
  } catch {
    throw baseError('base.invalid-input', { summary: 'JSON' })
  }
}

// The library looks at the origin only where a cookie came along; signing a victim in under a stranger's account needs
// none. Browsers name the origin of every POST, so a request without one comes from a program.
function refuseForeign(request: FastifyRequest, ownHost: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  const originHost = origin === undefined || !URL.canParse(origin) ? origin : new URL(origin).host
  const ours = originHost === undefined || originHost === request.host || originHost === ownHost
  if (foreignSite || !ours) throw identityError('identity.foreign-origin')
}

function libraryRequest(
  parts: SignInMountParts,
  request: FastifyRequest,
  target: { path: string; body?: object },
) {
  const { origin, host } = parts.address
  const headers = new Headers({ host, origin })
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie)
  const url = `${origin}${prefix}${target.path}`
  if (!target.body) return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(target.body) })
}

/**
 * Sign-in over HTTP below /api/auth: the library answers, but only on the paths named in `signInBodies` (and the return
 * from single sign-on); errors leave in the catalogue's words.
 */
export function signInMount(parts: SignInMountParts): Mount {
  const steps: Partial<Record<SignInPath, Step>> = {
    '/sign-in/username': signInByPassword,
    '/two-factor/enable': enrol,
  }
  return {
    prefix,
    handle: async (request, reply) => {
      const path = new URL(request.url, 'http://localhost').pathname.slice(prefix.length)
      if (request.method === 'GET' && path === callbackPath && parts.singleSignOn)
        return await returnFromProvider(parts, request, reply)
      const known = request.method === 'POST' && Object.hasOwn(signInBodies, path)
      if (!known || (path === '/sign-in/social' && !parts.singleSignOn)) throw baseError('base.not-found')
      refuseForeign(request, parts.address.host)
      const step = path as SignInPath
      const body = signInBodies[step].safeParse(await readBody(request))
      if (!body.success)
        throw baseError('base.invalid-input', { summary: body.error.issues[0]?.path.join('.') ?? '' })
      await (steps[step] ?? pass)({ parts, request, reply, path: step, body: body.data })
    },
  }
}

interface Call {
  parts: SignInMountParts
  request: FastifyRequest
  reply: FastifyReply
  path: SignInPath
  body: object
}
type Step = (call: Call) => Promise<void>

/** Asks the library; a refusal is thrown. */
async function ask(call: Call, body: object): Promise<{ response: Response; found: LibraryAnswer }> {
  const { parts, request, path } = call
  const sent = path === '/sign-in/social' ? { provider: singleSignOnProvider, callbackURL: '/' } : body
  const response = await parts.signIn.handle(libraryRequest(parts, request, { path, body: sent }))
  const found = await readAnswer(response)
  if (response.ok) return { response, found }
  if (path.startsWith('/two-factor/')) parts.failures.count(request.ip)
  throw refusalOf(path, response.status, found.code)
}

async function send({ parts, reply, path }: Call, response: Response, found: LibraryAnswer): Promise<void> {
  parts.authenticator.forget()
  for (const cookie of cookiesOf(response)) reply.header('set-cookie', cookie)
  reply.header('cache-control', 'no-store').send(answerOf(path, found))
}

async function pass(call: Call): Promise<void> {
  const { parts, request, path } = call
  const verifies = path.startsWith('/two-factor/verify')
  if (verifies) parts.failures.check(request.ip)
  const before =
    verifies || path === '/sign-out' ? await parts.authenticator.authenticate(request) : undefined
  const { response, found } = await ask(call, call.body)
  if (path === '/two-factor/verify-totp') await spendCode(call, found)
  if (verifies && found.user) {
    const enrolled = before?.pending?.enrolSecondFactor === true
    await record(
      parts.database,
      enrolled ? 'person.second-factor-enrolled' : 'session.started',
      found.user.id,
    )
  } else if (path === '/sign-out' && before?.kind === 'person') {
    await record(parts.database, 'session.ended', before.id)
  }
  await send(call, response, found)
}

// The library takes a code as often as it is shown within its minute and a half. It knows the person only after it has
// made the session, so that session is taken away again; its cookie never left.
async function spendCode({ parts, request, body }: Call, found: LibraryAnswer): Promise<void> {
  const { code } = body as { code: string }
  const personId = found.user?.id
  if (personId && (await claimCode(parts.database, { personId, code, at: new Date() }))) return
  if (found.token) await deleteSessionByToken(parts.database, found.token)
  parts.failures.count(request.ip)
  throw identityError('identity.wrong-code')
}

async function signInByPassword(call: Call): Promise<void> {
  const { parts, request } = call
  const { username, password } = call.body as { username: string; password: string }
  parts.failures.check(request.ip)
  const account = signInName(username)
  if (!isAccount(account)) {
    parts.failures.count(request.ip)
    throw identityError('identity.wrong-credentials')
  }
  const now = parts.now()
  const attempt = await chargePassword(parts.database, account, now)
  const { response, found } = await ask(call, { username: account, password }).catch(async error => {
    parts.failures.count(request.ip)
    if (!attempt.closes) throw error
    await recordLock(parts.database, account)
    throw lockedError(attempt, now)
  })
  await clearFailures(parts.database, account)
  if (found.user) await record(parts.database, 'session.started', found.user.id)
  await send(call, response, found)
}

// The password is asked for again, so this is one more place to guess it.
async function enrol(call: Call): Promise<void> {
  const { parts, request } = call
  const actor = await parts.authenticator.authenticate(request)
  if (actor.kind !== 'person' || !actor.sessionId) throw identityError('identity.sign-in-required')
  await chargePassword(parts.database, actor.account, parts.now())
  const { response, found } = await ask(call, call.body)
  await clearFailures(parts.database, actor.account)
  await send(call, response, found)
}

async function returnFromProvider(
  parts: SignInMountParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const query = new URL(request.url, 'http://localhost').search
  const response = await parts.signIn.handle(libraryRequest(parts, request, { path: callbackPath + query }))
  parts.authenticator.forget()
  for (const cookie of cookiesOf(response)) reply.header('set-cookie', cookie)
  const location = response.headers.get('location') ?? '/?error=none'
  const { searchParams } = new URL(location, parts.address)
  const refused = location !== '/'
  const target = refused ? `/sign-in?error=${returnError(searchParams.get('error'))}` : '/'
  reply.header('cache-control', 'no-store').redirect(target, 302)
}

// The browser is on its way back from another site: it gets a page, which shows the error of this name.
function returnError(code: string | null): string {
  const administrator = code === 'ADMINISTRATOR_NEEDS_PASSWORD'
  return identityError(
    administrator ? 'identity.administrator-needs-password' : 'identity.single-sign-on-refused',
  ).code
}

async function record(database: Database, kind: string, personId: string): Promise<void> {
  await inTransaction(database, async tx => {
    await append(tx, [{ kind, subject: personId, body: {} }])
  })
}

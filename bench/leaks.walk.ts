import type { Draw } from './leaks.draw.ts'
import type { LeakHub, Planted, Reader } from './leaks.hub.ts'
import { type Canaries, type CanaryType, found, normalForm } from './leaks.plant.ts'

interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
}

/** One place where something stood that this reader may not see. */
export interface Leak {
  place: Canaries['place']
  type: CanaryType
  why: 'below its level' | 'out of scope' | 'no look taken'
  route: string
  reader: string
}

/** Every operation of the OpenAPI document. */
export async function operationsOf({ server }: LeakHub): Promise<Operation[]> {
  const document = (await server.inject({ url: '/api/openapi.json' })).json()
  return Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap(method => {
      const upper = method.toUpperCase() as Operation['method']
      return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(upper) ? [{ method: upper, path }] : []
    }),
  )
}

const clearedFor: Record<CanaryType, 'L3' | 'L4'> = {
  phone: 'L4',
  idNumber: 'L4',
  bankCard: 'L4',
  address: 'L4',
  // Names stand in fields of L3; in what somebody wrote they are as much protected as the rest of it.
  name: 'L3',
  email: 'L4',
}

/** Why a reader may not see a canary; undefined where it may. Decided by hand from level, department and looks. */
function forbidden(reader: Reader, canaries: Canaries, type: CanaryType): Leak['why'] | undefined {
  const needed = canaries.place === 'field' ? clearedFor[type] : 'L4'
  if (reader.level === 'none' || reader.level < needed) return 'below its level'
  if (reader.scope !== 'all' && reader.scope !== canaries.department) return 'out of scope'
  return canaries.place === 'field' && type === 'phone' ? 'no look taken' : undefined
}

/** What stands in an answer and should not. */
export function leaksIn(
  text: string,
  of: { reader: Reader; route: string; planted: readonly Canaries[] },
): Leak[] {
  const normal = normalForm(text)
  return of.planted.flatMap(canaries =>
    found(canaries, text, normal).flatMap(type => {
      const why = forbidden(of.reader, canaries, type)
      return why
        ? [{ place: canaries.place, type, why, route: of.route, reader: of.reader.account ?? 'visitor' }]
        : []
    }),
  )
}

/** The request that is drawn next: an operation with ids that exist, or a search by what was planted, or one that is wrong. */
export function requestOf(draw: Draw, operation: Operation, planted: readonly Planted[]) {
  const one = draw.of(planted)
  const ids: Record<string, string | null> = {
    caseId: one.caseId,
    decisionId: one.decisionId,
    departmentId: one.department,
    followUpCode: one.code,
    year: '2026',
    personId: 'system',
    key: 'meter',
    number: '1',
  }
  const path = operation.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => ids[name] ?? '01890000-0000-7000-8000-000000000000',
  )
  const { phone, name, address, idNumber } = one.values
  const searches = [
    '',
    `words=${one.code}`,
    `words=${encodeURIComponent(name)}`,
    `phone=${phone}`,
    `name=${encodeURIComponent(name)}`,
    `address=${encodeURIComponent(address)}`,
    `format=csv&departmentId=${one.department}`,
    'format=csv',
    `limit=${idNumber}`,
    `subject=case:${one.caseId}`,
  ]
  if (operation.method === 'GET') {
    const query = draw.below(2) === 0 ? '' : draw.of(searches)
    if (path === '/api/exports/cases') return { url: `${path}?format=csv` }
    return { url: query ? `${path}?${query}` : path }
  }
  // Wrong on purpose: an error must not say back to anybody, nor to the log, what was in the request.
  const wrong = {
    [name]: phone,
    version: idNumber,
    reporter: { name, phone: [phone] },
    note: 7,
    reason: null,
  }
  const nearly = {
    version: 1,
    note: '',
    reason: '',
    reply: '',
    subject: '',
    detail: '',
    draftId: phone,
    regionId: address,
  }
  return { url: path, payload: draw.below(2) === 0 ? wrong : nearly }
}

/** Sends it as a reader, from an address that no limit has seen often. */
export async function send(
  { hub, server }: LeakHub,
  call: { reader: Reader; operation: Operation; request: { url: string; payload?: object }; turn: number },
): Promise<{ status: number; text: string }> {
  const { reader, operation, request, turn } = call
  const headers = reader.account ? { authorization: `Bearer ${await hub.token(reader.account)}` } : {}
  const answer = await server.inject({
    method: operation.method,
    url: request.url,
    headers,
    remoteAddress: `10.${(turn >> 8) % 250}.${turn % 250}.${1 + (turn % 200)}`,
    ...(request.payload ? { payload: request.payload } : {}),
  })
  return { status: answer.statusCode, text: `${answer.body}\n${JSON.stringify(answer.headers)}` }
}

import { createHash, randomBytes } from 'node:crypto'
import { type Action, actions } from './action.contract.ts'

const mark = 'cst_'

/** The text a program sends: a mark that secret scanners can look for and 256 random bits. */
export function makeToken(): string {
  return mark + randomBytes(32).toString('base64url')
}

/** What is stored of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** What is shown of a token in lists: the mark and 6 characters. */
export function prefixOf(token: string): string {
  return token.slice(0, mark.length + 6)
}

/** The token in an `Authorization` header; undefined when the header is of another kind, empty when it is malformed. */
export function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined || !/^bearer(\s|$)/i.test(header)) return undefined
  const token = header.slice(6).trim()
  return /^cst_[\w-]{43}$/.test(token) ? token : ''
}

// With these a stolen token could make itself new rights, outlive its own revocation or close what was found of it; and who puts
// an algorithm in force, or answers a citizen who asked for a person, is one.
const neverByToken: ReadonlySet<Action> = new Set<Action>([
  'people:edit',
  'rights:person',
  'tokens:own',
  'tokens:any',
  'sessions:own',
  'partners:edit',
  'levels:edit',
  'incidents:handle',
  'register:approve',
  'appeals:decide',
  'use-cases:approve',
])

/** Actions a token can be made for. */
export const tokenActions: readonly Action[] = actions.filter(action => !neverByToken.has(action))

/** Those of the asked actions that a token of somebody with `allowed` cannot have. */
export function refusedActions(asked: readonly string[], allowed: readonly string[]): string[] {
  return asked.filter(one => !(tokenActions as readonly string[]).includes(one) || !allowed.includes(one))
}

/** True while a token may be used. */
export function tokenAlive(token: { expiresAt: Date; revokedAt: Date | null }, now: Date): boolean {
  return token.revokedAt === null && token.expiresAt > now
}

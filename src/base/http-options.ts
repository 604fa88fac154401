import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Hide } from './hide-in-error.ts'
import type { Language } from './language.ts'
import type { Access, Route } from './route.ts'

/** A part of the path space that a library answers by itself (sign-in). */
export interface Mount {
  prefix: string
  handle(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

export interface HttpOptions<Caller> {
  routes: Route<Caller>[]
  mounts: Mount[]
  log: Logger
  /** Folder of the built console, served with a fall-back to index.html. */
  consoleFolder: string
  authenticate(request: FastifyRequest): Promise<Caller>
  /** Throws a catalogue error unless the caller may use the route. */
  authorize(caller: Caller, access: Access): void
  /** Whether requests may be sent here, and what was asked to know it. */
  ready(): Promise<boolean | { ready: boolean; status: string; checks: Readonly<Record<string, string>> }>
  version: string
  /** Takes identities out of what is said and logged of an error; nothing is taken out without it. */
  hide?: Hide
  /** Puts what watches requests on the server, before any route is there. */
  observe?(server: FastifyInstance): void
  /** Host (with port) people use when a proxy in front changes it; one of the origins that forms may come from. */
  publicHost?: string | undefined
  /** Addresses or networks of proxies whose X-Forwarded-For is believed; without one the peer's own address counts. */
  trustedProxies?: string[] | undefined
}

/** The language an answer is written in: English when asked for first, Chinese otherwise. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Access, Language, Route } from './route.ts'

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
  /** True when the database answers and its structure is that of this release. */
  ready(): Promise<boolean>
  version: string
  /** Host (with port) people use when a proxy in front changes it; one of the origins that forms may come from. */
  publicHost?: string | undefined
  /** Addresses or networks of proxies whose X-Forwarded-For is believed; without one the peer's own address counts. */
  trustedProxies?: string[] | undefined
}

/** The language an answer is written in: English when asked for first, Chinese otherwise. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

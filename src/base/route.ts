import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { CatalogueError } from './errors.ts'
import type { Language } from './language.ts'
import type { ByteRange } from './range.rules.ts'

/**
 * Who may call a route: anybody, anybody signed in, those whom the permission policies allow this action, or who brings a
 * key that the route itself asks for.
 */
export type Access = 'public' | 'signed-in' | 'own-key' | { action: string }

/** An uploaded file, streamed: it was not read into memory. */
export interface Upload {
  name: string
  stream: Readable
}

/** What a handler gets. `caller` is decided by the identity room; base does not know what it is. */
export interface RouteRequest<Caller, Params, Query, Body> {
  caller: Caller
  params: Params
  query: Query
  body: Body
  language: Language
  /** Remote address, for limits; not stored. */
  address: string
  /** Scheme and host by which the caller reached us. */
  origin: string
  /** A header of the request; the first when there are several. */
  header(name: string): string | undefined
  /** Present on upload routes only. */
  upload: Upload | undefined
  /** Fires when the client has gone. */
  signal: AbortSignal
}

/** An answer that is a file. */
export type Download = {
  download: true
  name: string
  contentType: string
  /** What else is told of it, e.g. how its content is labelled. */
  headers?: Readonly<Record<string, string>>
} & (
  | { body: Readable | string }
  /** Opened when it is sent, and then perhaps only a part: players of films ask for parts. */
  | { bytes: number; body(range?: ByteRange): Promise<Readable> }
)

/** An answer in the form another system asks for: read where it is, not saved as a file. */
export interface Document {
  document: true
  contentType: string
  body: Readable | string
  status?: number
  /** How long anybody may keep it; not at all unless given. */
  cacheSeconds?: number
  /** Names this state of it: who has it already is answered 304. */
  tag?: string
}

/** What a route that answers its failures in another system's form is told of one. */
export interface Failed {
  path: string
  language: Language
}

export interface RouteDefinition<
  Caller,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify path, e.g. `/api/cases/:caseId`. */
  path: string
  access: Access
  /** One English sentence for the OpenAPI document. */
  summary: string
  params?: Params
  query?: Query
  body?: Body
  /** Body limit in bytes; 256 KiB unless given. */
  limit?: number
  /** Calls per minute and address; unless given 600 of anybody, 6000 of who signed in. */
  callsPerMinute?: number
  /** A multipart route: the first file is handed on as a stream of at most this many bytes. */
  uploadLimit?: number
  /** Instead of JSON: `form` for `application/x-www-form-urlencoded` (a name given twice becomes a list), `text` as it is. */
  accepts?: 'form' | 'text'
  /** `'file'` for a Download, `'document'` for a Document. */
  response: Response | 'file' | 'document'
  /** The answer to a failure where the caller does not read problem documents. */
  failure?(error: CatalogueError, failed: Failed): Document
  status?: 200 | 201 | 202 | 204
  /** What is told of an answer in headers, e.g. how its content is labelled. */
  headers?(answer: unknown): Readonly<Record<string, string>>
  handle(
    request: RouteRequest<Caller, z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<z.input<Response> | Download | Document>
}

/** A route whose types were checked where it was defined. */
export type Route<Caller> = RouteDefinition<Caller>

/** Returns the definer of routes for one kind of caller: it infers the types of params, query and body for the handler. */
export function routesFor<Caller>() {
  return <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    definition: RouteDefinition<Caller, P, Q, B, R>,
  ): Route<Caller> => definition as unknown as Route<Caller>
}

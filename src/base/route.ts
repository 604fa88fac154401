import type { Readable } from 'node:stream'
import type { z } from 'zod'

export type Language = 'zh' | 'en'

/** Who may call a route: anybody, anybody signed in, or those whom the permission policies allow this action. */
export type Access = 'public' | 'signed-in' | { action: string }

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
  /** Present on upload routes only. */
  upload: Upload | undefined
  /** Fires when the client has gone. */
  signal: AbortSignal
}

/** An answer that is a file. */
export interface Download {
  download: true
  name: string
  contentType: string
  body: Readable | string
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
  /** Calls per minute and address; 600 unless given. */
  callsPerMinute?: number
  /** A multipart route: the first file is handed on as a stream of at most this many bytes. */
  uploadLimit?: number
  /** `'file'` for a Download. */
  response: Response | 'file'
  status?: 200 | 201 | 202 | 204
  handle(
    request: RouteRequest<Caller, z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<z.input<Response> | Download>
}

/** A route whose types were checked where it was defined. */
export type Route<Caller> = RouteDefinition<Caller>

/** Returns the definer of routes for one kind of caller: it infers the types of params, query and body for the handler. */
export function routesFor<Caller>() {
  return <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    definition: RouteDefinition<Caller, P, Q, B, R>,
  ): Route<Caller> => definition as unknown as Route<Caller>
}

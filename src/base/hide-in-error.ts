import { CatalogueError, type ErrorDetails } from './errors.ts'

/** Takes identities out of a text; what stands instead of one is for whoever gives the function. */
export type Hide = (text: string) => string

// Ids and names of the code are no words of people, and clients go by them.
const isName = (text: string) =>
  /^[a-z][a-z.:_-]*$/i.test(text) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

function hidden(value: unknown, hide: Hide): unknown {
  if (typeof value === 'string') return isName(value) ? value : hide(value)
  if (Array.isArray(value)) return value.map(one => hidden(one, hide))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hidden(one, hide)]))
}

/** The same error without the identities that stand in its details: what was typed comes back in many sentences. */
export function hideInError(error: CatalogueError, hide: Hide): CatalogueError {
  return new CatalogueError(error.code, error.entry, hidden(error.details, hide) as ErrorDetails)
}

/**
 * What the log is told of anything thrown. PostgreSQL and parsers quote the values they fail on, in fields of their own:
 * only those that are known are kept, without identities.
 */
export function faultForLog(thrown: unknown, hide: Hide): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { message: hide(String(thrown)) }
  const { name, message, stack, cause } = thrown
  const { code, detail } = thrown as { code?: unknown; detail?: unknown }
  return {
    type: name,
    message: hide(message),
    stack: hide(stack ?? ''),
    ...(code === undefined ? {} : { code }),
    ...(typeof detail === 'string' ? { detail: hide(detail) } : {}),
    ...(cause === undefined ? {} : { cause: faultForLog(cause, hide) }),
  }
}

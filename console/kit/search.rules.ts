/** Filters of a list as they stand in the address: plain strings, so that a phone number stays one. */
export type Search = Record<string, string>

/** Reads a query string; empty values count as absent. */
export function parseSearch(text: string): Search {
  const found: Search = {}
  for (const [key, value] of new URLSearchParams(text)) if (value !== '') found[key] = value
  return found
}

/** Writes a query string with its `?`, or nothing. Undefined, null and empty values are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const written = new URLSearchParams()
  for (const [key, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') written.set(key, String(value))
  const text = written.toString()
  return text === '' ? '' : `?${text}`
}

/** The search with some values changed; a changed filter begins at the first page again. */
export function changeSearch(search: Search, change: Record<string, string | undefined>): Search {
  const { after: _, ...kept } = search
  return parseSearch(stringifySearch({ ...kept, ...change }).slice(1))
}

/** An address inside the console to go back to after sign-in; anything else becomes `/`. */
export function backTo(value: string | undefined): string {
  return value && /^\/(?![/\\])/.test(value) && !value.startsWith('/sign-in') ? value : '/'
}

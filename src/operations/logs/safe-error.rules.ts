/** What a log keeps of an error of the database. */
export interface SafeError {
  message: string
  stack: string
  [field: string]: unknown
}

// PostgreSQL quotes rows and values in these: what people wrote.
const quoting = [
  'detail',
  'where',
  'hint',
  'internalQuery',
  'query',
  'parameters',
  'cause',
  'aggregateErrors',
  'raw',
]

// Class 22 is "this value cannot be", and says which.
const quotesValue = (code: unknown) => typeof code === 'string' && code.startsWith('22')

// From the first quote to the last: PostgreSQL does not escape those inside of a value.
const withoutQuotes = (text: string) => text.replace(/".*"/s, '"…"')

/**
 * An error as a log may keep it: codes, names and places, no value of a row. Of errors that are not the database's nothing
 * is taken away but what they were caused by, which is made safe the same way.
 */
export function safeError<Error extends SafeError>(error: Error, cause?: SafeError): SafeError {
  const kept = Object.entries(error).filter(([name]) => !quoting.includes(name))
  const safe = Object.fromEntries(kept) as SafeError
  if (quotesValue(error.code)) {
    safe.message = withoutQuotes(error.message)
    const inside = error.message !== '' && error.stack.includes(error.message)
    safe.stack = inside
      ? error.stack.replaceAll(error.message, () => safe.message)
      : withoutQuotes(error.stack)
  }
  return cause ? { ...safe, cause: safeError(cause) } : safe
}

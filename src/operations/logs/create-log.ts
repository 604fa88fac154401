import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from '#base/index.ts'
import { redactLine } from './redact-line.rules.ts'
import { type SafeError, safeError } from './safe-error.rules.ts'

function serialise(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const plain = (of: Error) => pino.stdSerializers.errWithCause(of) as unknown as SafeError
  return safeError(plain(error), error.cause instanceof Error ? plain(error.cause) : undefined)
}

/**
 * The log of a process: one line of JSON each, on stderr. Ids, codes, names of routes and of jobs; never what people
 * wrote; what a library quotes all the same is masked. At `info`, the default, a running server says only what is amiss.
 */
export function createLog(
  level: Config['logLevel'],
  options: { quietLevel: 'warn' | 'error'; to?: DestinationStream },
): Logger {
  return pino(
    {
      level: level === 'info' ? options.quietLevel : level,
      serializers: { err: serialise },
      hooks: { streamWrite: redactLine },
      base: { pid: process.pid },
    },
    options.to ?? process.stderr,
  )
}

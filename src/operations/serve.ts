import type { Logger } from 'pino'
import { operationsError } from './operations.errors.ts'

/** The part of an HTTP server that serving needs. */
export interface Listening {
  listen(at: { port: number; host: string }): Promise<string>
  close(): Promise<unknown>
}

export interface Serving {
  server: Listening
  port: number
  host: string
  log: Logger
  /** Ends everything else, in order, after requests have ended. */
  stop(): Promise<void>
  /** Milliseconds; 25 seconds unless given. */
  patience?: number
}

/** Most of the time a clean end takes well under a second; a hanging client must not keep the process for ever. */
const longestEnd = 25_000

/**
 * Listens until SIGTERM or SIGINT; then ends requests, jobs and connections in this order. The process always ends:
 * by itself, at a second signal, or after 25 seconds.
 * @returns the address, a promise of the end with the exit code, and how to end it for a reason of one's own.
 * @throws operations.port-in-use; then nothing listens and `stop` was not called.
 */
export async function serve(
  serving: Serving,
): Promise<{ address: string; ended: Promise<number>; end(code: number): void }> {
  const { server, log, patience = longestEnd } = serving
  const ended = Promise.withResolvers<number>()
  let stopping = false
  const stopWith = (code: number) => {
    stopping = true
    const late = setTimeout(() => {
      log.error('not everything ended in time')
      ended.resolve(1)
    }, patience)
    late.unref()
    void (async () => {
      try {
        await server.close()
        await serving.stop()
        ended.resolve(code)
      } catch (error) {
        log.error({ err: error }, 'the end was not clean')
        ended.resolve(1)
      } finally {
        clearTimeout(late)
      }
    })()
  }
  const stop = (signal: string) => {
    if (stopping) return ended.resolve(130)
    log.info({ signal }, 'stopping')
    stopWith(0)
  }
  const end = (code: number) => {
    if (!stopping) stopWith(code)
  }
  const { port, host } = serving
  const address = await server.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') throw error
    throw operationsError('operations.port-in-use', { host, port, reason: error.message })
  })
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  void ended.promise.then(() => {
    process.off('SIGTERM', stop)
    process.off('SIGINT', stop)
  })
  return { address, ended: ended.promise, end }
}

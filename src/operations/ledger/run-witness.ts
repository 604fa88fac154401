import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { Report } from '#base/index.ts'
import { readVerifierKey, serveWitness } from '#ledger/index.ts'
import { type Command, required, usageOf } from '../command-line.rules.ts'
import { operationsError } from '../operations.errors.ts'
import type { Outcome } from '../outcome.ts'

const wrong = (command: Command, problem: string) =>
  operationsError('operations.wrong-arguments', { problem, usage: usageOf(command.verb) })

/** Resolves when the process is told to end. */
async function untilTold(): Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  await Promise.race(
    ['SIGINT', 'SIGTERM'].map(name => once(process, name, { signal }).catch(() => undefined)),
  )
  ending.abort()
}

/**
 * `witness`: a node of another department that cosigns the heads of logs. It needs no database; it runs until it is told to end.
 * @param until for tests; the signals of the process unless given
 */
export async function witnessVerb(
  { report }: { report: Report },
  command: Command,
  until: (address: string) => Promise<void> = untilTold,
): Promise<Outcome> {
  const name = required(command, 'name')
  if (/[\s+]/.test(name)) throw wrong(command, '--name has no spaces and no plus signs')
  const logs = required(command, 'log')
    .split(',')
    .map(key => readVerifierKey(key))
    .filter(key => key?.kind === 'log')
    .filter(key => key !== null)
  if (logs.length !== required(command, 'log').split(',').length)
    throw wrong(command, '--log is one or more keys of logs, NAME+ID+KEY, separated by commas')
  const port = Number(command.options.port ?? 4600)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw wrong(command, '--port is 0 to 65535')
  const folder = resolve(required(command, 'folder'))
  const warn = (error: Error) => report(`witness: ${error.message}`)
  const { server, verifierKey } = await serveWitness({ name, folder, logs, warn })
  server.listen(port, typeof command.options.host === 'string' ? command.options.host : '127.0.0.1')
  await once(server, 'listening')
  const { address, port: open } = server.address() as AddressInfo
  report(`The witness listens on http://${address}:${open}; what it saw is kept in ${folder}`)
  report(`Its key, for the city whose log it watches:\n${verifierKey}`)
  await until(`http://127.0.0.1:${open}`)
  server.close()
  return { json: { verifierKey }, text: 'The witness has ended.' }
}

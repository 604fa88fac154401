import { type Database, inTransaction, type Report } from '#base/index.ts'
import { commandLineActor } from '#identity/index.ts'
import type { Log } from '#ledger/index.ts'
import { type Command, usageOf } from '../command-line.rules.ts'
import { operationsError } from '../operations.errors.ts'
import type { Outcome } from '../outcome.ts'
import { lookAtLedger } from './look-at-ledger.ts'
import { awaitDrill, finishDrills, startDrill } from './run-drill.ts'
import { selectWatch } from './watch.store.ts'

export interface IncidentVerbParts {
  database: Database
  ledgerLog: Pick<Log, 'sequence'>
  isNight(at: Date): boolean
  report: Report
  /** How long a drill waits to be found. */
  limitSeconds?: number
}

const wrong = (problem: string) =>
  operationsError('operations.wrong-arguments', { problem, usage: usageOf('incident') })

/** `incident drill`: everything that the rules look for, planted, found, gone through and closed. Exit code 1 when a rule misses it. */
export async function incidentVerb(parts: IncidentVerbParts, command: Command): Promise<Outcome> {
  if (command.words[0] !== 'drill') throw wrong('the word is drill')
  const { database, ledgerLog, isNight, report, limitSeconds = 120 } = parts
  const look = async () => {
    await ledgerLog.sequence()
    await lookAtLedger({ database, isNight })
  }
  // What waits to be read is read first: it is no part of the drill, nor of its time.
  await look()
  const drill = await startDrill(database, commandLineActor)
  report(`Drill ${drill.drill}: ${drill.planted} entries planted, marked as a drill.`)
  const { detected, missed } = await awaitDrill(database, drill, { look, limitSeconds })
  const isLeft = command.options['leave-open'] === true
  if (!isLeft) await finishDrills(database, commandLineActor)
  const { place } = await inTransaction(database, tx => selectWatch(tx))
  const lines = [
    ...detected.map(one => `✓ ${one.rule}: found after ${one.seconds.toFixed(1)} s (incident ${one.number})`),
    ...missed.map(rule => `✗ ${rule}: not found within ${limitSeconds} s`),
    isLeft
      ? `The incidents are open, marked as a drill: go through their steps on the page.`
      : `All steps done and ${detected.length} incidents closed, marked as a drill.`,
  ]
  return {
    json: { drill: drill.drill, planted: drill.planted, detected, missed, place: Number(place) },
    text: lines.join('\n'),
    exitCode: missed.length > 0 ? 1 : 0,
  }
}

import { type Database, inTransaction, type Report } from '#base/index.ts'
import { commandLineActor } from '#identity/index.ts'
import type { Log } from '#ledger/index.ts'
import { type Command, usageOf } from '../command-line.rules.ts'
import { operationsError } from '../operations.errors.ts'
import type { Outcome } from '../outcome.ts'
import { lookAtLedger } from './look-at-ledger.ts'
import { awaitDrill, type Drill, finishDrills, startDrill } from './run-drill.ts'
import { selectWatch } from './watch.store.ts'

export interface IncidentVerbParts {
  database: Database
  ledgerLog: Pick<Log, 'sequence'>
  isNight(at: Date): boolean
  report: Report
  /** How long this process looks for what was planted, and how long it leaves that to the watch of a running server. */
  limitSeconds?: number
  patienceSeconds?: number
}

const wrong = (problem: string) =>
  operationsError('operations.wrong-arguments', { problem, usage: usageOf('incident') })

/** Whether the watch of some process looked within the last minutes. */
async function watchRuns(database: Database): Promise<boolean> {
  const { looked_at } = await selectWatch(database)
  return looked_at !== null && Math.abs(Date.now() - looked_at.getTime()) < 90_000
}

async function lookHere({ database, ledgerLog, isNight }: IncidentVerbParts): Promise<void> {
  await ledgerLog.sequence()
  await lookAtLedger({ database, isNight })
}

async function findPlanted(parts: IncidentVerbParts, drill: Drill, isWatched: boolean) {
  const { database, limitSeconds = 60, patienceSeconds = 75 } = parts
  const wait = { look: async () => undefined, limitSeconds: patienceSeconds }
  const found = isWatched ? await awaitDrill(database, drill, wait) : undefined
  if (found?.missed.length === 0) return { ...found, by: 'server' as const }
  const here = await awaitDrill(database, drill, { look: () => lookHere(parts), limitSeconds })
  return { ...here, by: 'here' as const }
}

/** `incident drill`: everything that the rules look for, planted, found, gone through and closed; exit code 1 when a rule misses
 * it. `incident end-drill` closes what an earlier one left open. */
export async function incidentVerb(parts: IncidentVerbParts, command: Command): Promise<Outcome> {
  const [what] = command.words
  if (what === 'end-drill') {
    const closed = await finishDrills(parts.database, commandLineActor)
    return { json: { closed }, text: `${closed} incidents of drills closed.` }
  }
  if (what !== 'drill') throw wrong('the word is drill or end-drill')
  const { database, report } = parts
  const isWatched = await watchRuns(database)
  // What waits to be read is read first: it is no part of the drill, nor of its time.
  if (!isWatched) await lookHere(parts)
  const drill = await startDrill(database, commandLineActor)
  report(`Drill ${drill.drill}: ${drill.planted} entries planted, marked as a drill.`)
  if (isWatched) report('The watch of the running server looks each minute; waiting for it.')
  const { detected, missed, by } = await findPlanted(parts, drill, isWatched)
  const isLeft = command.options['leave-open'] === true
  if (!isLeft) await finishDrills(database, commandLineActor)
  const { place } = await inTransaction(database, tx => selectWatch(tx))
  const lines = [
    ...detected.map(one => `✓ ${one.rule}: found after ${one.seconds.toFixed(1)} s (incident ${one.number})`),
    ...missed.map(rule => `✗ ${rule}: not found`),
    by === 'server'
      ? 'Found by the watch of the running server.'
      : 'No watch of a server found it in time: this process looked itself.',
    isLeft
      ? `The incidents are open, marked as a drill: go through their steps on the page.`
      : `All steps done and ${detected.length} incidents closed, marked as a drill.`,
  ]
  return {
    json: { drill: drill.drill, planted: drill.planted, detected, missed, by, place: Number(place) },
    text: lines.join('\n'),
    exitCode: missed.length > 0 ? 1 : 0,
  }
}

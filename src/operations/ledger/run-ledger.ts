import { readFile, writeFile } from 'node:fs/promises'
import { type Database, isUuid, type Report } from '#base/index.ts'
import { commandLineActor } from '#identity/index.ts'
import { checkDecisions, proveDecision } from '#kernel/index.ts'
import {
  addSigningKey,
  addWitness,
  dropWitness,
  endKey,
  type Log,
  readSeenHead,
  resumeLog,
  type SeenHead,
  seenHead,
  verifyLog,
} from '#ledger/index.ts'
import { fileToRead, fileToWrite } from '../command-files.ts'
import { type Command, required, usageOf } from '../command-line.rules.ts'
import { operationsError } from '../operations.errors.ts'
import type { Outcome } from '../outcome.ts'
import { verifiedText } from './finding-words.ts'

export interface LedgerVerbParts {
  database: Database
  dataFolder: string
  ledgerLog: Pick<Log, 'sequence'>
  report: Report
}

const purposes = ['audit', 'objection', 'quality', 'incident'] as const

const wrong = (command: Command, problem: string) =>
  operationsError('operations.wrong-arguments', { problem, usage: usageOf(command.verb) })

async function headIn(command: Command, option: 'since' | 'seen'): Promise<SeenHead | undefined> {
  if (command.options[option] === undefined) return undefined
  const head = seenHead(await readFile(await fileToRead(command, option), 'utf8'))
  if (!head) throw wrong(command, `--${option} names no checkpoint`)
  return head
}

async function verify(parts: LedgerVerbParts, command: Command): Promise<Outcome> {
  const { database, dataFolder, report } = parts
  const since = await headIn(command, 'since')
  const given = await headIn(command, 'seen')
  const own = await readSeenHead(dataFolder)
  let told = Date.now()
  const verified = await verifyLog(database, {
    since,
    seen: [own, given].filter(one => one !== null && one !== undefined),
    records: [checkDecisions],
    onProgress: (done, total) => {
      if (Date.now() - told < 2000) return
      told = Date.now()
      report(`  ${done} of ${total} entries`)
    },
  })
  return { json: verified, text: verifiedText(verified), exitCode: verified.findings.length > 0 ? 1 : 0 }
}

async function prove(parts: LedgerVerbParts, command: Command): Promise<Outcome> {
  const decisionId = command.words[1]
  if (decisionId === undefined || !isUuid(decisionId))
    throw wrong(command, 'prove needs the id of a decision')
  const { purpose: asked } = command.options
  const purpose = purposes.find(one => one === asked)
  if (asked !== undefined && purpose === undefined)
    throw wrong(command, `--purpose is one of ${purposes.join(', ')}`)
  const out = await fileToWrite(command, 'out', '')
  // A decision of a moment ago may have no place yet, and no server may run that gives it one.
  await parts.ledgerLog.sequence()
  const proof = await proveDecision(parts.database, commandLineActor, { decisionId, purpose })
  await writeFile(out, `${JSON.stringify(proof, null, 1)}\n`)
  return {
    json: { decision: decisionId, entry: proof.entry.id, index: proof.index, out },
    text: `${out}: entry ${proof.entry.id}, number ${proof.index}. Verify it anywhere: node verify-proof.mjs ${out}`,
  }
}

async function rotate(parts: LedgerVerbParts, command: Command): Promise<Outcome> {
  const { end } = command.options
  if (typeof end === 'string') {
    await endKey(parts.database, end, commandLineActor.id)
    await parts.ledgerLog.sequence()
    return { json: { ended: end }, text: `Key ${end} signs no more; what it signed stays signed.` }
  }
  await parts.ledgerLog.sequence()
  const added = await addSigningKey(parts.database, commandLineActor.id)
  await parts.ledgerLog.sequence()
  return {
    json: { added },
    text: `Key ${added} signs beside the others. Hand it to readers and witnesses (GET /api/ledger/keys), then end the old one: chengshu ledger rotate --end ID`,
  }
}

async function resume(parts: LedgerVerbParts, command: Command): Promise<Outcome> {
  const reason = required(command, 'reason')
  const { origin, size } = await resumeLog(parts, { by: commandLineActor.id, reason })
  return {
    json: { origin, size },
    text: `The log goes on as ${origin} with ${size} entries. Tell witnesses and readers its new name and key.`,
  }
}

async function witness(parts: LedgerVerbParts, command: Command): Promise<Outcome> {
  const { end } = command.options
  if (typeof end === 'string') {
    await dropWitness(parts.database, end, commandLineActor.id)
    return { json: { ended: end }, text: `Witness ${end} is asked no more; what it signed stays.` }
  }
  const wanted = { url: required(command, 'url'), key: required(command, 'key') }
  const added = await addWitness(parts.database, wanted, commandLineActor.id)
  return { json: { added }, text: `Witness ${added} is asked from now on, every ten seconds.` }
}

const doings = { verify, prove, rotate, resume, witness } as const

/** `ledger verify|prove DECISION|rotate|resume|witness`; `verify` answers 1 when something was altered. */
export async function ledgerVerb(parts: LedgerVerbParts, command: Command): Promise<Outcome> {
  const [what = ''] = command.words
  if (!Object.hasOwn(doings, what))
    throw wrong(command, 'the first word is verify, prove, rotate, resume or witness')
  return await doings[what as keyof typeof doings](parts, command)
}

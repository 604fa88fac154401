import { resolve } from 'node:path'
import {
  type Config,
  type Database,
  kmsMaster,
  type MasterKey,
  makeKeyFile,
  openDatabase,
  pendingMigrations,
  type RecordKeys,
  type Report,
  reachDatabase,
  readKeyFile,
  rewrapDataKeys,
  rotateDataKey,
  selectDataKeys,
  selectSealing,
  unwrapKeys,
} from '#base/index.ts'
import { commandLineActor } from '#identity/index.ts'
import { append, type Json } from '#ledger/index.ts'
import { type Command, required } from '../command-line.rules.ts'
import { endEarly } from '../end-early.ts'
import { operationsError } from '../operations.errors.ts'
import type { Outcome } from '../outcome.ts'
import { cipherNote, keyLine, listKeys, sealingLines } from './key-list.rules.ts'

interface KeysParts {
  config: Config
  report: Report
}

const wrong = (problem: string) =>
  operationsError('operations.wrong-arguments', {
    problem,
    usage: 'chengshu keys [list|rotate|rewrap] [--to …]',
  })

async function list(database: Database, { config }: KeysParts): Promise<Outcome> {
  const rows = await selectDataKeys(database)
  const keys = listKeys(rows, new Date())
  const sealing = await selectSealing(database)
  const opens = await unwrapKeys(config.vault, rows).then(
    () => true,
    (error: Error) => error.message,
  )
  const text = [
    ...(keys.length > 0
      ? keys.map(keyLine)
      : ['There are no data keys yet: they are made at the first start.']),
    ...(opens === true ? [] : [`They do not open: ${opens}`]),
    ...sealingLines(sealing),
    ...cipherNote(keys, config.vault),
  ]
  return {
    json: { keys, opens: opens === true, sealing },
    text: text.join('\n'),
    exitCode: opens === true ? 0 : 1,
  }
}

/** Whoever can read the ledger sees when keys were changed; no key stands there. */
const recorded =
  (kind: string, more: { [key: string]: Json } = {}): RecordKeys =>
  async (tx, ids) =>
    void (await append(tx, [
      { kind, subject: 'vault', body: { keys: [...ids], by: commandLineActor.id, ...more } },
    ]))

async function rotate(database: Database, { config }: KeysParts): Promise<Outcome> {
  const id = await rotateDataKey(database, config.vault, recorded('vault.rotated'))
  const text = [
    `Data key ${id} is made. Running servers and workers take it up within seconds; nothing has to stop.`,
    'What is sealed with older keys stays readable, and is sealed anew in the background.',
  ]
  return { json: { rotated: id }, text: text.join('\n') }
}

async function masterFor(to: string, config: Config): Promise<{ master: MasterKey; advice: string }> {
  if (to === 'kms') {
    if (!config.vault.kms)
      throw wrong('--to kms needs CHENGSHU_KMS_URL, CHENGSHU_KMS_TOKEN and CHENGSHU_KMS_KEY')
    const advice = 'Keep CHENGSHU_KMS_URL, CHENGSHU_KMS_TOKEN and CHENGSHU_KMS_KEY set for every process.'
    return { master: kmsMaster(config.vault.kms), advice }
  }
  const file = resolve(to)
  await makeKeyFile(file)
  const advice = file === config.vault.keyFile ? '' : `Set CHENGSHU_KEY_FILE=${file} for every process.`
  return { master: (await readKeyFile(file))!, advice }
}

async function rewrap(database: Database, { config }: KeysParts, command: Command): Promise<Outcome> {
  const { master, advice } = await masterFor(required(command, 'to'), config)
  const count = await rewrapDataKeys(
    database,
    { from: config.vault, to: master },
    recorded('vault.rewrapped', { master: master.name }),
  )
  const text = [
    `${count} data keys are wrapped by ${master.name} now. Nothing sealed was touched.`,
    ...(advice ? [advice] : []),
    'Keep the old master key for as long as you keep backups of the time before.',
    'Running processes go on with the keys they hold; start them again soon, with the new master key.',
  ]
  return { json: { rewrapped: count, master: master.name }, text: text.join('\n') }
}

/** `keys`, `keys rotate`, `keys rewrap --to FILE|kms`: beside running servers and workers. */
export async function keysVerb(parts: KeysParts, command: Command): Promise<Outcome> {
  const [what = 'list'] = command.words
  const verb = new Map([
    ['list', list],
    ['rotate', rotate],
    ['rewrap', rewrap],
  ]).get(what)
  if (!verb) throw wrong(`keys ${what}`)
  const { config, report } = parts
  const reached = await reachDatabase(config, report)
  const database = openDatabase({ ...reached.connections.application, max: 2 }, () => undefined)
  const stop = async () => {
    await database.destroy()
    await reached.stop()
  }
  return await endEarly(stop, async () => {
    const pending = await pendingMigrations(database)
    if (pending.length > 0) throw operationsError('operations.not-migrated', { count: pending.length })
    const outcome = await verb(database, parts, command)
    await stop()
    return outcome
  })
}

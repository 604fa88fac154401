import { readdir, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Encrypter } from 'age-encryption'
import { type Config, openObjects, type Report, reachDatabase, readKeyFile } from '#base/index.ts'
import { type Command, required } from '../command-line.rules.ts'
import { endEarly } from '../end-early.ts'
import { operationsError } from '../operations.errors.ts'
import type { Outcome } from '../outcome.ts'
import {
  archiveName,
  bucketAddress,
  judgeKeys,
  judgeObjects,
  surplusArchives,
  totals,
} from './archive.rules.ts'
import { bucketOf, keepArchive, removeFromBucket, withArchive, withDraftFolder } from './archive-store.ts'
import { decrypterOf, encrypterOf, makeKey, type OpeningKeys } from './backup-keys.ts'
import { type MadeBackup, makeBackup } from './make-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { tryBackup } from './try-backup.ts'
import type { WholeArchive } from './verify-archive.ts'

/** What the verbs of this folder work with. */
export interface BackupParts {
  config: Config
  release: string
  report: Report
}

const option = (command: Command, name: string) => {
  const value = command.options[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const openingKeys = ({ config }: BackupParts, command: Command): OpeningKeys => ({
  keyFile: option(command, 'key') ?? config.backup.keyFile,
  passphrase: config.backup.passphrase,
})

/** `backup`: makes one, verifies one (`--verify`), or makes a key (`--new-key`). */
export async function backupVerb(parts: BackupParts, command: Command): Promise<Outcome> {
  if (command.options['new-key'] !== undefined) return await newKey(required(command, 'new-key'))
  if (command.options.verify !== undefined) return await verify(parts, command)
  return await make(parts, command)
}

async function newKey(file: string): Promise<Outcome> {
  const recipient = await makeKey(file)
  const text = [
    `${file} opens the backups made for`,
    recipient,
    'Keep the file where this machine cannot lose it, and a copy elsewhere: without it no backup can be opened.',
  ]
  return { json: { file, recipient }, text: text.join('\n') }
}

async function verify(parts: BackupParts, command: Command): Promise<Outcome> {
  const file = required(command, 'verify')
  const decrypter = await decrypterOf(openingKeys(parts, command))
  const { config, report } = parts
  const bucket = config.objects && openObjects(config, 'cases')
  const whole = await withArchive(config, file, local =>
    tryBackup(local, decrypter, { report, bucket, vault: config.vault }),
  )
  const { objects, keys } = whole
  const place = { bucket: whole.manifest.bucket, looked: bucket !== undefined }
  const judged = judgeObjects(objects, place)
  const counts = objects && { named: objects.named, missing: objects.missing.map(one => one.key) }
  return {
    json: { verified: true, file, ...summary(whole), objects: counts, keys },
    text: [sentence(whole), 'It restores: good.', judged.text, judgeKeys(keys).text].join('\n'),
    exitCode: judged.good && judgeKeys(keys).good ? 0 : 3,
  }
}

function summary({ head, manifest }: WholeArchive) {
  return { madeAt: head.madeAt, release: head.release, ledger: manifest.ledger, ...totals(manifest) }
}

function sentence(whole: WholeArchive): string {
  const { madeAt, release, tables, rows, files, ledger } = summary(whole)
  return `${madeAt}, release ${release}: ${rows} rows of ${tables} tables, ${files} files, ${ledger.entries} ledger entries (${ledger.altered} altered)`
}

function keepOf(command: Command): number | undefined {
  const value = option(command, 'keep')
  if (value === undefined) return undefined
  if (/^[1-9]\d{0,4}$/.test(value)) return Number(value)
  throw operationsError('operations.wrong-arguments', { problem: '--keep is 1 or more', usage: '--keep 14' })
}

async function make(parts: BackupParts, command: Command): Promise<Outcome> {
  const { config, release, report } = parts
  const keep = keepOf(command)
  const encrypter = encrypterOf({
    recipients: option(command, 'recipient') ?? config.backup.recipients,
    passphrase: config.backup.passphrase,
  })
  if (required(command, 'out') === 's3') return await makeInBucket(parts, encrypter, keep)
  const folder = resolve(required(command, 'out'))
  if (folder === config.dataFolder)
    throw operationsError('operations.file-unwritable', {
      file: folder,
      reason: 'a backup inside the data folder would be part of the next one; its folder "backups" is not',
    })
  const there = await stat(folder).catch(() => undefined)
  if (there && !there.isDirectory())
    throw operationsError('operations.file-unwritable', { file: folder, reason: 'it is no folder' })
  const reached = await reachDatabase(config, report)
  return await endEarly(reached.stop, async () => {
    const bucket = bucketAddress(config.objects?.url)
    const of = { owner: reached.connections.owner, dataFolder: config.dataFolder, release, report, bucket }
    const made = await makeBackup(of, join(folder, archiveName(new Date())), encrypter)
    const removed = keep === undefined ? [] : await removeSurplus(folder, keep)
    await reached.stop()
    return outcomeOf(made, removed)
  })
}

async function makeInBucket(
  { config, release, report }: BackupParts,
  encrypter: Encrypter,
  keep: number | undefined,
): Promise<Outcome> {
  bucketOf(config)
  const reached = await reachDatabase(config, report)
  return await endEarly(reached.stop, async () => {
    const bucket = bucketAddress(config.objects?.url)
    const of = { owner: reached.connections.owner, dataFolder: config.dataFolder, release, report, bucket }
    const outcome = await withDraftFolder(config, async folder => {
      const made = await makeBackup(of, join(folder, archiveName(new Date())), encrypter)
      const file = await keepArchive(config, made)
      return outcomeOf({ ...made, file }, keep === undefined ? [] : await removeFromBucket(config, keep))
    })
    await reached.stop()
    return outcome
  })
}

function outcomeOf(made: MadeBackup, removed: readonly string[]): Outcome {
  const { manifest, ...rest } = made
  const all = totals(manifest)
  const text = [
    `${made.file}  ${made.bytes} bytes`,
    `sha256 ${made.sha256}`,
    `${all.rows} rows of ${all.tables} tables, ${all.files} files, ${manifest.ledger.entries} ledger entries`,
    ...removed.map(name => `removed ${name}`),
    ...(manifest.bucket === null
      ? []
      : [
          `The files of attachments lie in ${manifest.bucket} and are not in it: keep versions of that bucket.`,
        ]),
    `Prove that it restores: npx chengshu backup --verify ${made.file} --key FILE`,
  ]
  return { json: { ...rest, ledger: manifest.ledger, ...all, removed }, text: text.join('\n') }
}

async function removeSurplus(folder: string, keep: number): Promise<string[]> {
  const surplus = surplusArchives(await readdir(folder), keep)
  for (const name of surplus) await rm(join(folder, name))
  return surplus
}

/** `restore`: puts a backup into an empty database and data folder, or, told so, in the place of what is there. */
export async function restoreVerb(parts: BackupParts, command: Command): Promise<Outcome> {
  const { config, report } = parts
  const file = required(command, 'in')
  const decrypter = await decrypterOf(openingKeys(parts, command))
  const reached = await reachDatabase(config, report)
  return await endEarly(reached.stop, async () => {
    const into = {
      connections: reached.connections,
      dataFolder: config.dataFolder,
      report,
      replace: option(command, 'replace'),
    }
    const { kept, ...whole } = await withArchive(config, file, local => restoreBackup(into, local, decrypter))
    await reached.stop()
    const text = [sentence(whole), 'Restored and compared.', ...kept.map(name => `Kept: ${name}`)]
    const keyThere = config.vault.kms !== undefined || (await readKeyFile(config.vault.keyFile)) !== undefined
    if (!keyThere && 'base.data_key' in whole.manifest.tables)
      text.push(
        `The master key is not part of this backup: put it at ${config.vault.keyFile} before you start.`,
      )
    return { json: { restored: true, file, kept, ...summary(whole) }, text: text.join('\n') }
  })
}

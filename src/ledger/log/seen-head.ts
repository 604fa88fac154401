import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Head, readHead, readNote } from '../note/note.rules.ts'

/** What a reader keeps of the log so as to notice when it does not continue. */
export interface SeenHead extends Head {
  note: string
}

const fileOf = (dataFolder: string) => join(dataFolder, 'ledger', 'checkpoint')

/** Reads a note as a head; null for what is none. */
export function seenHead(note: string): SeenHead | null {
  const head = readHead(readNote(note)?.text ?? '')
  return head && { ...head, note }
}

/**
 * The newest head that this node has seen, kept in its data folder: a database that was put back a day does not continue it.
 * @returns null when there is none; a file that cannot be read as one counts as none and is told by `chengshu ledger verify`.
 */
export async function readSeenHead(dataFolder: string): Promise<SeenHead | null> {
  const note = await readFile(fileOf(dataFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return note === null ? null : seenHead(note)
}

/** Keeps a head as the newest that was seen; whole or not at all. */
export async function writeSeenHead(dataFolder: string, note: string): Promise<void> {
  const file = fileOf(dataFolder)
  await mkdir(dirname(file), { recursive: true })
  const beside = `${file}.${process.pid}.new`
  await writeFile(beside, note)
  await rename(beside, file)
}

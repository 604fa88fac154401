import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { redteamError } from './redteam.errors.ts'
import { parseSuite, type Suite, SuiteFault } from './suite.rules.ts'

/** A suite with the hash of its file: a figure is worth as much as the file it came from is known. */
export interface ReadSuite extends Suite {
  sha256: string
}

const shipped = join(import.meta.dirname, 'suites')

async function readSuite(path: string): Promise<ReadSuite> {
  const content = await readFile(path)
  try {
    return {
      ...parseSuite(content.toString('utf8')),
      sha256: createHash('sha256').update(content).digest('hex'),
    }
  } catch (error) {
    if (!(error instanceof SuiteFault)) throw error
    throw redteamError('kernel.suite-unreadable', {
      file: basename(path),
      line: String(error.line),
      problem: error.message,
    })
  }
}

/**
 * The suites that ship with the product, then those in these files.
 * @throws kernel.suite-unreadable, and what the file system says of a file that cannot be read.
 */
export async function readSuites(files: readonly string[] = []): Promise<ReadSuite[]> {
  const own = (await readdir(shipped)).filter(name => name.endsWith('.jsonl')).sort()
  const suites: ReadSuite[] = []
  for (const path of [...own.map(name => join(shipped, name)), ...files]) suites.push(await readSuite(path))
  return suites
}

import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Test files of one process. */
export interface Group {
  files: string[]
  /** Files that open something before their first test: all of a group are open at once. */
  openers: number
}

const most = { files: 10, openers: 3 }

/** What a test file's text says about sharing a process. */
export function kindOf(text: string): 'alone' | 'opens' | 'plain' {
  // Hooks for each test would run for the tests of the other files too; so would a changed environment or clock.
  if (/^(beforeEach|afterEach)\(|process\.env|process\.chdir|mock\.timers/m.test(text)) return 'alone'
  return /^(before|after)\(/m.test(text) ? 'opens' : 'plain'
}

/**
 * Groups test files of one folder, so that they share a process: loading the product took half of the processor time of the
 * suite when each file had its own. Tests outside `src` stay alone: they start processes, browsers and whole products.
 * @param files paths with their texts
 */
export function groupTests(files: readonly { path: string; text: string }[]): Group[] {
  const groups: Group[] = []
  const open = new Map<string, Group>()
  for (const { path, text } of files) {
    const kind = path.replaceAll('\\', '/').startsWith('src/') ? kindOf(text) : 'alone'
    const opens = kind === 'opens' ? 1 : 0
    const folder = dirname(path)
    const last = kind === 'alone' ? undefined : open.get(folder)
    if (last && last.files.length < most.files && last.openers + opens <= most.openers) {
      last.files.push(path)
      last.openers += opens
      continue
    }
    const group = { files: [path], openers: opens }
    groups.push(group)
    if (kind !== 'alone') open.set(folder, group)
  }
  return groups
}

/** Writes a file for each group of more than one that loads its tests. @returns what the runner is to run. */
export async function writeGroups(root: string, files: readonly string[]): Promise<string[]> {
  const read = files.map(async path => ({ path, text: await readFile(resolve(root, path), 'utf8') }))
  const groups = groupTests(await Promise.all(read))
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-test-groups-'))
  return await Promise.all(
    groups.map(async ({ files }, place) => {
      if (files.length === 1) return files[0]!
      const path = join(folder, `${String(place).padStart(3, '0')}.test.mjs`)
      const lines = files.map(file => `import ${JSON.stringify(pathToFileURL(resolve(root, file)).href)}\n`)
      await writeFile(path, lines.join(''))
      return path
    }),
  )
}

import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorEntry } from '#base/errors.ts'
import { root } from './run-tool.ts'

/** Every entry of the catalogue: all `defineErrors` results that the `*.errors.ts` files export, by code. */
export async function readErrorEntries(): Promise<Map<string, ErrorEntry>> {
  const files = await Array.fromAsync(glob('src/**/*.errors.ts', { cwd: root }))
  const found = new Map<string, ErrorEntry>()
  for (const file of files.sort()) {
    const module = (await import(join(root, file))) as Record<
      string,
      { entries?: Record<string, ErrorEntry> }
    >
    for (const [code, entry] of Object.values(module).flatMap(made => Object.entries(made.entries ?? {}))) {
      if (found.has(code)) throw new Error(`two entries have the code ${code}`)
      found.set(code, entry)
    }
  }
  return found
}

/** The text of docs/errors.md. */
export function renderErrors(entries: Map<string, ErrorEntry>): string {
  const sorted = [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const sections = sorted.map(([code, entry]) => {
    return `## ${code}\n\n- HTTP ${entry.status}\n- ${entry.zh}\n- ${entry.en}\n- ${entry.advice}\n`
  })
  const head =
    '# Errors\n\nWritten by `npm run generate` from the error catalogue; a test compares. Each entry: HTTP status, what the person reads (zh-CN, en), advice for the operator.\n'
  return `${head}\n${sections.join('\n')}`
}

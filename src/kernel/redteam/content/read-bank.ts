import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { redteamError } from '../redteam.errors.ts'
import { bankHead, bankRow, type Judged, type Question, sheetHead, sheetRow } from './content.contract.ts'

const shipped = join(import.meta.dirname, 'own-bank.jsonl')

/** A file of one head and rows, each by its contract; `refuse` says what is wrong with which line. */
async function readLines<Head, Row>(
  path: string,
  contracts: { head: z.ZodType<Head>; row: z.ZodType<Row> },
  refuse: (line: number, problem: string) => Error,
): Promise<{ head: Head; rows: Row[] }> {
  const lines = (await readFile(path, 'utf8')).replace(/^\ufeff/, '').split(/\r?\n/)
  const read = <T>(at: number, contract: z.ZodType<T>): T => {
    let value: unknown
    try {
      value = JSON.parse(lines[at] ?? '')
    } catch {
      throw refuse(at + 1, 'not JSON')
    }
    const found = contract.safeParse(value)
    if (found.success) return found.data
    throw refuse(at + 1, found.error.issues.map(one => `${one.path.join('.')}: ${one.message}`).join('; '))
  }
  const head = read(0, contracts.head)
  const rows = lines.flatMap((line, at) => (at === 0 || line.trim() === '' ? [] : [read(at, contracts.row)]))
  return { head, rows }
}

/** The questions that ship with the product, then those of these files. @throws kernel.suite-unreadable */
export async function readBanks(files: readonly string[] = []): Promise<Question[]> {
  const banks = await Promise.all(
    [shipped, ...files].map(async path => {
      const refuse = (line: number, problem: string) =>
        redteamError('kernel.suite-unreadable', { file: basename(path), line: String(line), problem })
      return (await readLines(path, { head: bankHead, row: bankRow }, refuse)).rows
    }),
  )
  const seen = new Set<string>()
  return banks.flat().filter(one => !seen.has(one.text) && seen.add(one.text))
}

/** A sheet as it was exported, with what people filled in. @throws kernel.sheet-unreadable */
export async function readSheet(
  path: string,
): Promise<{ provider: string; seed: number; answers: Judged[] }> {
  const refuse = (line: number, problem: string) =>
    redteamError('kernel.sheet-unreadable', { line: String(line), problem })
  const { head, rows } = await readLines(path, { head: sheetHead, row: sheetRow }, refuse)
  return { ...head, answers: rows }
}

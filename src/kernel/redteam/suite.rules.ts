import { encodeText } from './encode.rules.ts'
import { type SuiteHead, type SuiteRow, suiteHead, suiteRow } from './redteam.contract.ts'

/** A row as it is tried: encoded, and with the suite it comes from. */
export type Trial = SuiteRow & { suite: string }

export interface Suite {
  head: SuiteHead
  trials: Trial[]
}

/** Why a line cannot be used. */
export class SuiteFault extends Error {
  readonly line: number
  constructor(line: number, problem: string) {
    super(problem)
    this.name = 'SuiteFault'
    this.line = line
  }
}

function parse(line: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SuiteFault(line, 'not JSON')
  }
}

const told = (issues: readonly { path: PropertyKey[]; message: string }[]) =>
  issues.map(one => `${one.path.join('.') || 'line'}: ${one.message}`).join('; ')

/**
 * Reads a suite: the head, then a row a line; empty lines are skipped. Nothing of a suite with a fault is used, as figures
 * of half a suite would look like those of the whole.
 * @throws SuiteFault
 */
export function parseSuite(content: string): Suite {
  const lines = content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((text, at) => ({ text, line: at + 1 }))
    .filter(one => one.text.trim() !== '')
  const first = lines[0]
  if (!first) throw new SuiteFault(1, 'empty')
  const head = suiteHead.safeParse(parse(first.line, first.text))
  if (!head.success) throw new SuiteFault(first.line, told(head.error.issues))
  const seen = new Set<string>()
  const trials = lines.slice(1).map(({ text, line }): Trial => {
    const row = suiteRow.safeParse(parse(line, text))
    if (!row.success) throw new SuiteFault(line, told(row.error.issues))
    if (seen.has(row.data.id)) throw new SuiteFault(line, `id ${row.data.id} stands twice`)
    seen.add(row.data.id)
    return { ...row.data, text: encodeText(row.data.text, row.data.encode), suite: head.data.suite }
  })
  if (trials.length === 0) throw new SuiteFault(first.line, 'no rows')
  return { head: head.data, trials }
}

/** Families and languages to be tried; all unless given. */
export interface Selection {
  families?: readonly string[] | undefined
  languages?: readonly string[] | undefined
}

/** The trials of a selection. */
export function selectTrials(trials: readonly Trial[], { families, languages }: Selection): Trial[] {
  return trials.filter(
    one => (!families || families.includes(one.family)) && (!languages || languages.includes(one.language)),
  )
}

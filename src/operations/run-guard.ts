import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { type ScannedText, scanForGuard } from '#kernel/index.ts'
import { readLines } from '#models/index.ts'
import { fileToRead, fileToWrite } from './command-files.ts'
import { type Command, usageOf } from './command-line.rules.ts'
import { type GuardLineFault, parseGuardLine } from './guard-line.rules.ts'
import { operationsError } from './operations.errors.ts'
import type { Outcome } from './outcome.ts'

/** What `guard scan --json` prints. */
interface ScanReport {
  rows: number
  rejected: number
  /** The first thousand by line. */
  rejections: { line: number; fault: GuardLineFault }[]
  /** Findings by type. */
  found: Record<string, number>
  levels: Record<string, number>
  flagged: number
  exitCode: 0 | 3
}

const mostNamed = 1000
const linesAtOnce = 500

function note(report: ScanReport, scanned: ScannedText): void {
  report.rows += 1
  report.levels[scanned.level] = (report.levels[scanned.level] ?? 0) + 1
  for (const { type } of scanned.findings) report.found[type] = (report.found[type] ?? 0) + 1
  if (scanned.attack.flagged) report.flagged += 1
}

async function scanFile(
  read: string,
  write: (lines: string) => Promise<unknown>,
  all: boolean,
): Promise<ScanReport> {
  const report: ScanReport = {
    rows: 0,
    rejected: 0,
    rejections: [],
    found: {},
    levels: {},
    flagged: 0,
    exitCode: 0,
  }
  const reject = (line: number, fault: GuardLineFault) => {
    report.rejected += 1
    report.exitCode = 3
    if (report.rejections.length < mostNamed) report.rejections.push({ line, fault })
  }
  let lines: string[] = []
  for await (const raw of readLines(createReadStream(read, { highWaterMark: 1 << 18 }))) {
    const parsed = 'fault' in raw ? raw : parseGuardLine(raw.text, raw.line)
    if ('fault' in parsed) {
      reject(raw.line, parsed.fault)
      continue
    }
    const scanned = scanForGuard(parsed.text, { all })
    note(report, scanned)
    lines.push(`${JSON.stringify({ id: parsed.id, ...scanned })}\n`)
    if (lines.length < linesAtOnce) continue
    await write(lines.join(''))
    lines = []
  }
  await write(lines.join(''))
  return report
}

/**
 * `guard scan --in FILE.jsonl --out FILE.jsonl [--all]`: what the guard finds in texts, without a server or a database. The
 * result has its name only when it is complete.
 */
export async function guardVerb(command: Command): Promise<Outcome> {
  if (command.words[0] !== 'scan')
    throw operationsError('operations.wrong-arguments', {
      problem: `guard ${command.words[0]} is not known`,
      usage: usageOf('guard'),
    })
  const read = await fileToRead(command, 'in')
  const out = await fileToWrite(command, 'out', read)
  const draft = `${out}.part`
  const file = await open(draft, 'w')
  try {
    const report = await scanFile(read, lines => file.appendFile(lines), command.options.all === true)
    await file.sync()
    await file.close()
    await rename(draft, out)
    return { json: report, text: JSON.stringify(report, null, 2), exitCode: report.exitCode }
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(draft, { force: true })
    throw error
  }
}

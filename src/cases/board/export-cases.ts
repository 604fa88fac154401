import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { writeXlsxStream } from 'hucre/xlsx'
import type { z } from 'zod'
import {
  type Download,
  freshBytes,
  inTransaction,
  type Language,
  safeCell,
  uuidv7,
  within,
} from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, commitment } from '#ledger/index.ts'
import { assignedTo } from '../assignments/assigned-to.ts'
import type { exportRecords } from '../board.contract.ts'
import type { CaseFilter } from '../case.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import { localDay } from '../local-day.ts'
import { readyFilter } from '../ready-filter.ts'
import { type ExportFormat, endExport, insertExport, insertSearched, selectExports } from './export.store.ts'
import { cellsOf, headingsOf, labelOf } from './export-row.rules.ts'
import { selectForExport } from './export-rows.store.ts'
import { outsideRows } from './outside-rows.rules.ts'

const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** What people typed to search by: it may be a name or a number, so label, record and ledger say only that it was used. */
const typed: readonly string[] = ['words', 'phone', 'name', 'address', 'area']

async function* csvOf(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  let piece = '\uFEFF'
  for await (const row of rows) {
    piece += `${row.map(safeCell).join(',')}\r\n`
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}

/**
 * The cases a filter finds as a file, streamed. Who takes out what is in the ledger before the first line leaves; how many
 * lines left is there when the last has.
 * @throws cases.not-permitted for a search by content without the clearance.
 */
export async function exportCases(
  loop: CaseLoop,
  actor: Actor,
  wanted: { filter: CaseFilter; format: ExportFormat; language: Language; outside?: boolean },
): Promise<Download> {
  const { filter, format, language, outside = false } = wanted
  const city = await loop.city.snapshot()
  const ready = {
    ...readyFilter(loop, actor, { filter, city }),
    assigned: await assignedTo(loop.database, actor, { assigned: filter.assigned, city }),
  }
  const { limit: _, after: __, ...used } = filter
  const told = Object.entries(used)
    .toSorted()
    .map(([name, value]) => (typed.includes(name) ? `${name}=*` : `${name}=${value}`))
  const searched = Object.fromEntries(
    Object.entries(used).flatMap(([name, value]) =>
      typed.includes(name) && value !== undefined ? [[name, String(value)]] : [],
    ),
  )
  // Who takes it is not known outside: what is above internal stays in.
  const level = outside && within('L2', actor.scope.level) ? 'L2' : actor.scope.level
  const id = uuidv7()
  const at = new Date()
  await inTransaction(loop.database, async tx => {
    await insertExport(tx, { id, personId: actor.id, personName: actor.name, format, level, told })
    const salt = freshBytes(16)
    const proof = Object.keys(searched).length > 0 && commitment(salt, searched).toString('hex')
    if (proof) await insertSearched(tx, { id, salt, searched })
    const body = {
      by: actor.id,
      format,
      level,
      filter: told,
      ...(outside ? { outside } : {}),
      ...(proof ? { searched: proof } : {}),
    }
    await append(tx, [{ kind: 'case.exported', subject: `export:${id}`, body }])
  })
  const around = { city, language, level }
  async function* lines(): AsyncGenerator<string[]> {
    const label = labelOf({ by: actor.name, at, exportId: id, filter: told }, around)
    const found = selectForExport(loop.database, actor.scope, ready)
    let count = 0
    if (outside) {
      // Who is alike is known once all rows are; their cells of codes and words are empty by now.
      const all: string[][] = []
      for await (const page of found) for (const row of page) all.push(cellsOf(row, around))
      const { rows, note } = outsideRows(all)
      yield [`${label}；${note[language]}`]
      yield headingsOf(language)
      yield* rows
      count = rows.length
    } else {
      yield [label]
      yield headingsOf(language)
      for await (const page of found) {
        for (const row of page) yield cellsOf(row, around)
        count += page.length
      }
    }
    await inTransaction(loop.database, async tx => {
      await endExport(tx, { id, rows: count })
      await append(tx, [{ kind: 'case.export-ended', subject: `export:${id}`, body: { rows: count } }])
    })
  }
  const name = language === 'zh' ? '工单' : 'cases'
  return {
    download: true,
    name: `${name} ${localDay(city, at)}.${format}`,
    contentType: contentTypes[format],
    body:
      format === 'csv'
        ? Readable.from(csvOf(lines()))
        : Readable.fromWeb(writeXlsxStream(lines(), { name }) as ReadableStream),
  }
}

/** Who took which cases out: the own ones, or everybody's for who reads the ledger. */
export async function listExports(
  loop: Pick<CaseLoop, 'database' | 'permissions'>,
  actor: Actor,
): Promise<z.input<typeof exportRecords>> {
  const all = loop.permissions.permits(actor, 'ledger:read')
  const rows = await selectExports(loop.database, all ? null : actor.id)
  return {
    items: rows.map(row => ({
      exportId: row.id,
      by: row.person_name,
      format: row.format,
      level: row.level,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      rows: row.rows,
      // Who audits sees that a name was searched for, not which.
      filter: Object.fromEntries(row.told.map(one => one.split(/=(.*)/s).slice(0, 2))),
    })),
  }
}

import { sql } from 'kysely'
import { type Handle, sealJson, type Transaction } from '#base/index.ts'
import type { KernelTables } from '../../kernel.tables.ts'
import type { RecogniserView } from './own-recogniser.contract.ts'

// Nobody should test by real people; somebody will.
const sealed = (examples: readonly string[]) => JSON.stringify(sealJson(examples))

/** The newest change of any recogniser; 0 before the first. */
export async function selectRevision(handle: Handle): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    select coalesce(max(revision), 0)::int as revision from kernel.recogniser`.execute(handle)
  return rows[0]!.revision
}

const selectRows = (handle: Handle) => handle.withTables<KernelTables>().selectFrom('kernel.recogniser')

type Row = Awaited<ReturnType<ReturnType<ReturnType<typeof selectRows>['selectAll']>['execute']>>[number]

const viewOf = (row: Row): RecogniserView => ({
  key: row.key,
  version: row.version,
  titleZh: row.title_zh,
  titleEn: row.title_en,
  pattern: row.pattern,
  checksum: row.checksum as RecogniserView['checksum'],
  words: row.words as string[],
  wordsRequired: row.words_required,
  score: row.score,
  level: row.level as RecogniserView['level'],
  examples: row.examples as string[],
  counterExamples: row.counter_examples as string[],
  enabled: row.enabled,
  changedBy: row.changed_by,
  changedAt: row.changed_at.toISOString(),
})

/** The newest version of each recogniser, by key. */
export async function selectNewest(handle: Handle): Promise<RecogniserView[]> {
  const rows = await selectRows(handle)
    .selectAll()
    .distinctOn('key')
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(viewOf)
}

/** Every version of one recogniser, the newest first. */
export async function selectVersions(handle: Handle, key: string): Promise<RecogniserView[]> {
  const rows = await selectRows(handle)
    .selectAll()
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(viewOf)
}

/** Writes a version. @returns false when somebody else wrote this version first */
export async function insertVersion(tx: Transaction, view: RecogniserView): Promise<boolean> {
  const { rows } = await sql<{ key: string }>`
    insert into kernel.recogniser (key, version, title_zh, title_en, pattern, checksum, words, words_required, score, level,
                                   examples, counter_examples, enabled, changed_by, changed_at)
    values (${view.key}, ${view.version}, ${view.titleZh}, ${view.titleEn}, ${view.pattern}, ${view.checksum},
            ${JSON.stringify(view.words)}::jsonb, ${view.wordsRequired}, ${view.score}, ${view.level},
            ${sealed(view.examples)}::jsonb, ${sealed(view.counterExamples)}::jsonb, ${view.enabled},
            ${view.changedBy}, ${view.changedAt})
    on conflict (key, version) do nothing returning key`.execute(tx)
  return rows.length > 0
}

import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'

/** Words of a template as the city saved them. */
export interface TemplateRow {
  template: string
  version: number
  title_zh: string
  text_zh: string
  title_en: string
  text_en: string
  saved_at: Date
  saved_by: string
}

/** The newest words of each template the city has changed. */
export async function selectTemplates(handle: Handle): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    select distinct on (template) * from cases.message_template order by template, version desc`.execute(
    handle,
  )
  return rows
}

/** All versions of a template, newest first. */
export async function selectVersions(handle: Handle, template: string): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    select * from cases.message_template where template = ${template} order by version desc limit 50`.execute(
    handle,
  )
  return rows
}

/** Adds a version. @returns false when there is one with its number: somebody was faster. */
export async function insertTemplate(tx: Transaction, row: Omit<TemplateRow, 'saved_at'>): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into cases.message_template
      (template, version, title_zh, text_zh, title_en, text_en, saved_at, saved_by)
    values (${row.template}, ${row.version}, ${row.title_zh}, ${row.text_zh}, ${row.title_en}, ${row.text_en},
            now(), ${row.saved_by})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export interface MessageSetting {
  quiet_from: string | null
  quiet_until: string | null
  version: number
}

/** When citizens get no short messages. */
export async function selectSetting(handle: Handle): Promise<MessageSetting> {
  const { rows } = await sql<MessageSetting>`
    select quiet_from, quiet_until, version from cases.message_setting`.execute(handle)
  return rows[0]!
}

/** Changes the setting from the version that was read. @returns false when somebody was faster. */
export async function updateSetting(tx: Transaction, setting: MessageSetting): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cases.message_setting
       set quiet_from = ${setting.quiet_from}, quiet_until = ${setting.quiet_until}, version = version + 1
     where version = ${setting.version}`.execute(tx)
  return numAffectedRows === 1n
}

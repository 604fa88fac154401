import type { SealedColumn } from '#base/index.ts'

type Of = Pick<SealedColumn, 'table' | 'key'>
const of = (table: string, ...key: string[]): Of => ({ table: `cases.${table}`, key })
const texts = (where: Of, ...columns: string[]): SealedColumn[] =>
  columns.map(column => ({ ...where, column, kind: 'text' }))
const documents = (where: Of, ...columns: string[]): SealedColumn[] =>
  columns.map(column => ({ ...where, column, kind: 'json' }))
const bytes = (where: Of, ...columns: string[]): SealedColumn[] =>
  columns.map(column => ({ ...where, column, kind: 'bytes' }))

const event = of('event_content', 'recorded_at', 'event_id')
const mail = of('mail_content', 'mail_id')
const importing = of('import', 'id')
const searched = of('export_content', 'export_id')

/**
 * What people said, by column. The texts of cases themselves come last: of rows of earlier releases they are sealed with
 * their look-up columns in one write (`fill-look-ups.ts`), which is done first.
 */
export const casesSealed: readonly SealedColumn[] = [
  ...texts(event, 'actor_name', 'text'),
  ...documents(event, 'details'),
  ...bytes(event, 'salt'),
  ...texts(mail, 'sender', 'sender_name', 'subject', 'text', 'note'),
  ...bytes(mail, 'raw'),
  ...documents(of('mail', 'id'), 'files'),
  ...texts(of('contact', 'id'), 'address'),
  ...texts(of('personal_change', 'id'), 'actor_name', 'was', 'becomes', 'reason'),
  ...texts(of('personal_request', 'id'), 'actor_name', 'reason'),
  ...texts(of('legal_hold', 'id'), 'reason'),
  ...texts(of('look', 'id'), 'words'),
  ...texts(of('appeal', 'id'), 'ground', 'finding'),
  ...bytes(of('appeal', 'id'), 'salt'),
  ...texts(of('joint_task_content', 'task_id'), 'asked', 'said'),
  ...texts(of('supervision_content', 'supervision_id', 'place'), 'actor_name', 'text'),
  ...texts(of('bulk_act', 'id'), 'said'),
  ...documents(searched, 'searched'),
  ...bytes(searched, 'salt'),
  ...documents(of('saved_view', 'id'), 'filter'),
  ...texts(of('attachment_content', 'attachment_id'), 'file_name', 'added_by_name'),
  ...texts(importing, 'file_name'),
  ...documents(importing, 'headings', 'sample', 'mapping', 'check_result'),
  ...documents(of('import_rejected', 'import_id', 'row_number'), 'cells'),
  ...documents(of('import_mapping', 'person', 'heading_key'), 'mapping'),
  ...texts(of('incoming_webhook', 'id'), 'secret'),
  ...texts(of('incoming_post_content', 'post_id'), 'body'),
  ...texts(of('partner_subscription', 'id'), 'secret'),
  ...texts(of('partner_message', 'id'), 'body'),
  ...texts(
    of('case_content', 'case_id'),
    ...['subject', 'detail', 'address', 'reporter_name', 'reporter_phone', 'follow_up_code'],
    ...['behalf_name', 'behalf_phone'],
  ),
]

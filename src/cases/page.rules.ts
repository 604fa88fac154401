import { isUuid } from '#base/index.ts'

/** Where a page of a list ends: the moment and the id of its last row. */
export interface PageEnd {
  reportedAt: Date
  caseId: string
}

/** The opaque `next` of a page. */
export function writePosition(end: PageEnd): string {
  return Buffer.from(`${end.reportedAt.toISOString()} ${end.caseId}`).toString('base64url')
}

/** Reads a `next` again; null when it is not one of ours. */
export function readPosition(text: string): PageEnd | null {
  const [moment = '', caseId = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ')
  const reportedAt = new Date(moment)
  if (Number.isNaN(reportedAt.getTime()) || reportedAt.toISOString() !== moment || !isUuid(caseId))
    return null
  return { reportedAt, caseId }
}

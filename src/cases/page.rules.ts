/** Where a page of a list ends: the moment and the id of its last row. */
export interface PageEnd {
  reportedAt: Date
  caseId: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The opaque `next` of a page. */
export function writePosition(end: PageEnd): string {
  return Buffer.from(`${end.reportedAt.toISOString()} ${end.caseId}`).toString('base64url')
}

/** Reads a `next` again; null when it is not one of ours. */
export function readPosition(text: string): PageEnd | null {
  const [moment = '', caseId = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ')
  const reportedAt = new Date(moment)
  if (Number.isNaN(reportedAt.getTime()) || reportedAt.toISOString() !== moment || !uuid.test(caseId))
    return null
  return { reportedAt, caseId }
}

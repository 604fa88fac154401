import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { CatalogueError } from '#base/index.ts'
import { addAttachment } from '../attachments/add-attachment.ts'
import { selectRecord } from '../case.store.ts'
import type { MailFile } from './mail.store.ts'
import { updateFiles } from './mail.store.ts'
import { isDecoration, matterOf } from './mail-matter.rules.ts'
import { type MailParts, mailActor } from './mail-parts.ts'
import type { ParsedMail } from './parse-mail.ts'
import type { MailPart } from './parse-parts.ts'

/** The same id at each try: a file that is there already is not added again. */
function uploadIdOf(mailId: string, place: number): string {
  const hex = createHash('sha256').update(`${mailId} ${place}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Adds one file by the way that every file goes. @returns how it is kept with the mail; an error of ours is thrown. */
async function addOne(
  parts: MailParts,
  to: { followUpHash: Buffer; uploadId: string },
  file: MailPart,
): Promise<MailFile> {
  const name = file.name.toWellFormed().replaceAll('\u0000', '').slice(0, 200)
  if (isDecoration({ inside: file.inside, bytes: file.content.length }))
    return { name, fault: 'cases.mail-file-small' }
  try {
    await addAttachment(parts.files, mailActor, {
      key: { followUpHash: to.followUpHash },
      uploadId: to.uploadId,
      upload: { name, stream: Readable.from([file.content]) },
    })
    return { name }
  } catch (error) {
    if (!(error instanceof CatalogueError) || error.entry.status >= 500) throw error
    return { name, fault: error.code, details: error.details }
  }
}

/** Adds the files of a mail to its case, one after the other; what is refused is kept with the reason. Safe to do again. */
export async function addMailFiles(
  parts: MailParts,
  mail: { id: string; caseId: string },
  parsed: ParsedMail,
): Promise<void> {
  const { database } = parts.loop
  const record = await selectRecord(database, mail.caseId)
  const whole = { name: '邮件全文.txt', content: Buffer.from(parsed.text), inside: false }
  const files = [...(matterOf(parsed).cut ? [whole] : []), ...parsed.files]
  const kept: MailFile[] = []
  for (const [place, file] of files.entries())
    if (record)
      kept.push(
        await addOne(
          parts,
          { followUpHash: record.follow_up_hash, uploadId: uploadIdOf(mail.id, place) },
          file,
        ),
      )
  await updateFiles(database, mail.id, kept)
}

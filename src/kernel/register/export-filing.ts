import { Readable } from 'node:stream'
import { type Download, inTransaction } from '#base/index.ts'
import { readCalendar, wallTime } from '#city/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { writePlainDocument } from '../label/write-document.ts'
import { filingDocument } from './filing-document.rules.ts'
import { readRegisterDetail } from './read-register.ts'
import { recordRegister } from './record-register.ts'
import { registerDetail } from './register.contract.ts'
import type { RegisterParts } from './register-parts.ts'

/**
 * The filing pack of an entry in force as a Word file. No model wrote it, so it carries no AI label; what goes out is on
 * record before it goes.
 * @throws kernel.unknown-algorithm, kernel.register-not-in-force
 */
export async function exportFiling(
  parts: RegisterParts,
  { algorithm }: { algorithm: string },
  by: Pick<Actor, 'id'>,
): Promise<Download> {
  const { database } = parts
  const detail = registerDetail.parse(await readRegisterDetail(database, parts, algorithm))
  if (detail.record.content === null) throw kernelError('kernel.register-not-in-force')
  const [person] = await selectNames(database, detail.responsible === null ? [] : [detail.responsible])
  const { timeZone } = await readCalendar(database)
  const today = wallTime(timeZone, Date.now()).date
  const document = filingDocument(detail, { responsible: person?.name ?? '', today })
  const { content, contentType } = await writePlainDocument(document)
  await inTransaction(database, tx =>
    recordRegister(tx, { algorithm, version: detail.record.version, act: 'filing-pack', by: by.id }),
  )
  return {
    download: true,
    name: `${algorithm}.filing.docx`,
    contentType,
    bytes: content.length,
    body: async range => Readable.from([range ? content.subarray(range.start, range.end + 1) : content]),
  }
}

const mostSubject = 200
const mostDetail = 20_000
const cutNote = '\n\n（正文过长，全文见附件）'

/** A mail as the matter of a case. */
export interface MailMatter {
  subject: string
  detail: string
  /** True where the text was cut: the whole of it goes with the case as a file. */
  cut: boolean
}

/** The beginning of a text as it can be stored: PostgreSQL takes neither U+0000 nor half a sign. */
export function storable(text: string, most: number): string {
  return text.replaceAll('\u0000', '').slice(0, most).toWellFormed()
}

/** What a mail says, within the limits of a case. A mail that is all pictures says so. */
export function matterOf(mail: { subject: string; text: string }): MailMatter {
  const subject = storable(mail.subject, mostSubject).trim()
  const text = mail.text.trim()
  const cut = text.length > mostDetail
  const detail = cut ? storable(text, mostDetail - cutNote.length) + cutNote : text
  return { subject, detail: detail || subject || '（邮件没有正文，见附件）', cut }
}

/** The language to answer in: Chinese where there is a Chinese sign. */
export function languageOf(text: string): 'zh' | 'en' {
  return /\p{Script=Han}/u.test(text) || text.trim() === '' ? 'zh' : 'en'
}

const small = 8 << 10

/** True for a picture inside the text that is too small to show anything: the sign of a firm, a line. */
export function isDecoration(file: { inside: boolean; bytes: number }): boolean {
  return file.inside && file.bytes < small
}

const most = 5

/** Minutes until a mail is worked on again after a try that failed; null when a person has to look. */
export function nextMailTry(tries: number, now: Date): Date | null {
  return tries >= most ? null : new Date(now.getTime() + 2 ** tries * 15_000)
}

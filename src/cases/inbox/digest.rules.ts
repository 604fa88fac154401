import type { Language } from '#base/index.ts'
import { type BusinessCalendar, isWorkday, wallTime } from '#city/index.ts'

const hour = 3_600_000
/** When the digest of a workday goes out, in the city's time, and until when one that was missed still does. */
const morning = { from: 8 * hour, until: 12 * hour }
const mostLines = 30

/** The local day whose digest is due at a moment; null on other days and at other times. */
export function digestDay(now: Date, calendar: BusinessCalendar): string | null {
  const { date, milliseconds } = wallTime(calendar.timeZone, now.getTime())
  if (milliseconds < morning.from || milliseconds >= morning.until) return null
  return isWorkday(date, calendar) ? date : null
}

interface Digest {
  titles: readonly string[]
  /** There are more than those named. */
  more: boolean
  /** Where the inbox is; empty where nobody knows the host. */
  link: string
}

const plain = (title: string) => title.replaceAll(/\s+/g, ' ').trim()

/** The mail about new messages: their titles, which hold codes and no words of a case, and the way to stop it. */
export function digestMail(
  { titles, more, link }: Digest,
  language: Language,
): { subject: string; text: string } {
  const shown = titles.slice(0, mostLines).map(title => `- ${plain(title)}`)
  const left = more || titles.length > mostLines
  const only = titles.length === 1 && !more
  const words = {
    zh: {
      subject: only ? plain(titles[0]!) : `${titles.length}${more ? '+' : ''} 条新消息`,
      left: '……更多请在“消息”中查看。',
      end: '可在“消息”页更改或停止这些邮件。',
    },
    en: {
      subject: only ? plain(titles[0]!) : `${titles.length}${more ? '+' : ''} new messages`,
      left: '… more in your inbox.',
      end: 'Change or end these mails on the page of your inbox.',
    },
  }[language]
  const lines = [...shown, ...(left ? [words.left] : []), '', ...(link ? [link] : []), words.end]
  return { subject: words.subject, text: lines.join('\n') }
}

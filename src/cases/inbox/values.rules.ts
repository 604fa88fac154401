import type { Language } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'

/** What of a case may go into a message. */
export interface CaseFacts {
  code: string | null
  department_id: string | null
  due_at: Date | null
  urgency: string | null
  /** Null for a reader who is not cleared for it, or once erased. */
  subject: string | null
}

const urgencyWords: Record<string, Record<Language, string>> = {
  normal: { zh: '一般', en: 'normal' },
  urgent: { zh: '紧急', en: 'urgent' },
  emergency: { zh: '特急', en: 'emergency' },
}
const inEnglish = 'English'
const none: Record<Language, string> = { zh: '未定', en: 'not set' }
const noSubject: Record<Language, string> = { zh: '（无标题）', en: '(no subject)' }

/** A moment the local way, in the city's time zone. */
export function momentWords(at: Date, language: Language, timeZone: string): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

function nameOf(named: { name: string; nameEnglish: string } | undefined, language: Language): string {
  if (!named) return none[language]
  return language === 'en' ? named.nameEnglish || named.name : named.name
}

/** What is filled into the words of a message, in one language: of the case, of the city, and of the event itself. */
export function valuesOf(
  facts: CaseFacts,
  parameters: { readonly [name: string]: unknown },
  { city, language }: { city: CitySnapshot; language: Language },
): Record<string, string> {
  // The department the event was about; the case may have gone on since.
  const department = typeof parameters.department === 'string' ? parameters.department : facts.department_id
  const own = Object.entries(parameters).filter(
    ([name]) => name !== 'department' && !name.endsWith(inEnglish),
  )
  // What has a name in either language comes with both.
  const worded = own.map(([name, value]) => [
    name,
    String((language === 'en' ? parameters[name + inEnglish] : undefined) ?? value),
  ])
  return {
    ...Object.fromEntries(worded),
    code: facts.code ?? '',
    subject: facts.subject || noSubject[language],
    department: nameOf(department === null ? undefined : city.department(department), language),
    due: facts.due_at ? momentWords(facts.due_at, language, city.calendar.timeZone) : none[language],
    urgency: urgencyWords[facts.urgency ?? '']?.[language] ?? '',
    city: nameOf(
      city.regions.find(region => region.level === 'city'),
      language,
    ),
  }
}

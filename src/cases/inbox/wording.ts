import type { Handle, Language } from '#base/index.ts'
import type { MessageLine, Wording } from './message-line.ts'
import { messageLines } from './message-lines.ts'
import type { Words } from './template.rules.ts'
import { selectTemplates } from './template.store.ts'

const lines = new Map(messageLines.map(line => [line.key, line]))

// Of an event that this release has no message for any more; the case is linked all the same.
const unknown: Record<Language, Wording> = {
  zh: ['工单 {{code}} 有新进展', ''],
  en: ['Something happened to {{code}}', ''],
}

/** The line of a template; undefined for one this release does not have. */
export function lineOf(template: string): MessageLine | undefined {
  return lines.get(template)
}

/** The words of every template as they are now: the city's, else those it was shipped with. */
export async function readWording(handle: Handle): Promise<(template: string, language: Language) => Words> {
  const saved = new Map((await selectTemplates(handle)).map(row => [row.template, row]))
  return (template, language) => {
    const own = saved.get(template)
    if (own)
      return language === 'zh'
        ? { title: own.title_zh, text: own.text_zh }
        : { title: own.title_en, text: own.text_en }
    const [title, text] = lineOf(template)?.[language] ?? unknown[language]
    return { title, text }
  }
}

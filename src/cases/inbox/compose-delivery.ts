import type { CitySnapshot } from '#city/index.ts'
import type { HeldDelivery } from './delivery.store.ts'
import { type Outside, publicLink } from './outside.ts'
import { fillWords, type Words } from './template.rules.ts'
import { valuesOf } from './values.rules.ts'

export interface Composed extends Words {
  /** Where its reader ends the messages; empty where nobody knows the host of the public pages. */
  optOut: string
}

// Stands under every message and is no template: the way out must not be edited away.
const ways = {
  zh: (link: string) => (link ? `不再接收：${link}` : '不再接收：在办理进度页输入查询码后关闭通知。'),
  en: (link: string) =>
    link
      ? `No more of these: ${link}`
      : 'No more of these: enter the code on the follow page and end them there.',
}

/** The text of a message to a citizen, in the language they chose, with the way to end them. */
export function composeDelivery(
  held: HeldDelivery,
  given: { words: Words; city: CitySnapshot; outside: Outside },
): Composed {
  const { language } = held
  const followUpCode = held.follow_up_code ?? ''
  const link = publicLink(given.outside, `/public/follow?code=${encodeURIComponent(followUpCode)}`)
  const optOut = publicLink(given.outside, `/public/opt-out?code=${encodeURIComponent(held.contact_code)}`)
  const values = valuesOf({ ...held, subject: null }, held.parameters, { city: given.city, language })
  const filled = fillWords(given.words, { ...values, followUpCode, link })
  return { title: filled.title, text: `${filled.text}\n\n${ways[language](optOut)}`, optOut }
}

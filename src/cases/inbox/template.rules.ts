/** What a message says in one language. */
export interface Words {
  title: string
  text: string
}

const placeholder = /\{\{(\w+)\}\}/g

/** The names of what a text fills in. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name]) => name as string)
}

const forStaff = ['code', 'subject', 'department', 'due', 'urgency', 'city']
const forCitizen = ['code', 'followUpCode', 'department', 'due', 'city', 'link']
const forFarewell = ['code', 'city']

/** What may be filled into the words of a message. Nothing a citizen is sent holds what somebody wrote. */
export function allowedIn(line: { to: string; farewell?: true; with?: readonly string[] }): string[] {
  const usual = line.farewell ? forFarewell : line.to === 'citizen' ? forCitizen : forStaff
  return [...usual, ...(line.with ?? [])]
}

/** What is wrong with words: names that nothing is known of, braces that do not close, a title of more than one line. */
export function faultsOf(words: Words, allowed: readonly string[]): { unknown: string[]; broken: boolean } {
  const both = `${words.title}\n${words.text}`
  const unknown = placeholdersOf(both).filter(name => !allowed.includes(name))
  const left = both.replaceAll(placeholder, '')
  return { unknown: [...new Set(unknown)], broken: /\{\{|\}\}/.test(left) || /[\r\n]/.test(words.title) }
}

/** The words with the values in their places; what is not known leaves its place empty. */
export function fillWords(words: Words, values: { readonly [name: string]: string | undefined }): Words {
  const fill = (text: string) =>
    text.replaceAll(
      placeholder,
      (_, name: string) => (Object.hasOwn(values, name) ? values[name] : undefined) ?? '',
    )
  return { title: fill(words.title).replaceAll(/\s+/g, ' ').trim(), text: fill(words.text).trim() }
}

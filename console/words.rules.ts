/** The strings of one room in one language. */
export type Words = { [key: string]: string | Words }

/** Every string by its dotted key. */
export function flatten(words: Words, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(words))
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) found.set(inner, text)
  return found
}

/** What is filled in: `{{name}}`, in order of the alphabet. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(match => match[1] ?? '').sort()
}

/** Where two languages of one room differ: keys that one lacks, values that only one fills in, empty strings. */
export function differences(one: Words, other: Words): string[] {
  const [left, right] = [flatten(one), flatten(other)]
  const keys = new Set([...left.keys(), ...right.keys()])
  return [...keys].flatMap(key => {
    const [a, b] = [left.get(key), right.get(key)]
    if (a === undefined || b === undefined) return [`${key}: only in one language`]
    if (a.trim() === '' || b.trim() === '') return [`${key}: empty`]
    return placeholders(a).join() === placeholders(b).join() ? [] : [`${key}: fills in different values`]
  })
}

/** Keys a source names: whole ones, and beginnings of those that are completed at run time. */
export function namedKeys(
  source: string,
  rooms: readonly string[],
): { whole: string[]; beginnings: string[] } {
  const names = rooms.join('|')
  const whole = source.matchAll(new RegExp(`['"\`]((?:${names}):[a-z][\\w.-]*)['"\`]`, 'g'))
  const beginnings = source.matchAll(new RegExp(`\`((?:${names}):[\\w.-]*[.-])\\$\\{`, 'g'))
  return { whole: [...whole].map(one => one[1] ?? ''), beginnings: [...beginnings].map(one => one[1] ?? '') }
}

interface Node {
  type: string
  value?: unknown
  name?: { name?: string }
}

const spoken = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'aria-label',
  'description',
  'subTitle',
  'content',
])
const hasLetters = (text: unknown) => typeof text === 'string' && /\p{L}{2,}/u.test(text)

// Signs count, too: a `：` put between two values stands in English as well.
const isChinese = (text: unknown) =>
  typeof text === 'string' && /[\p{Script=Han}、。，：；！？（）“”]/u.test(text)

/** Text that a page would show without i18next: JSX text, spoken attributes written as plain strings, Chinese anywhere. */
export function hardCoded(tree: unknown): string[] {
  if (Array.isArray(tree)) return tree.flatMap(hardCoded)
  if (typeof tree !== 'object' || tree === null) return []
  const node = tree as Node
  if (node.type === 'JSXText' && hasLetters(node.value)) return [String(node.value).trim()]
  if (node.type === 'JSXAttribute' && spoken.has(node.name?.name ?? '')) {
    const value = node.value as { type?: string; value?: unknown } | null
    if (value?.type === 'Literal' && hasLetters(value.value)) return [String(value.value)]
  }
  const written = node.type === 'TemplateElement' ? (node.value as { raw: string }).raw : node.value
  if (/^(Literal|TemplateElement)$/.test(node.type) && isChinese(written)) return [String(written)]
  return Object.values(node).flatMap(hardCoded)
}

/** Names as people list them: `甲、乙、丙`, `A, B, and C`. Chinese names of offices contain 和, so none is put between them. */
export function listText(names: readonly string[], language: string): string {
  if (language !== 'en') return names.join('、')
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}

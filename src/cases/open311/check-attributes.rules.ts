import type { ServiceAttribute } from './georeport.contract.ts'
import type { Attribute } from './georeport.rules.ts'

function isOf(asked: ServiceAttribute, values: readonly string[]): boolean {
  const known = (value: string) => asked.options.length === 0 || asked.options.some(one => one.key === value)
  if (asked.datatype === 'multivaluelist') return values.every(known)
  if (values.length !== 1) return false
  const [value = ''] = values
  if (asked.datatype === 'singlevaluelist') return known(value)
  if (asked.datatype === 'number') return value.trim() !== '' && Number.isFinite(Number(value))
  if (asked.datatype === 'datetime') return !Number.isNaN(Date.parse(value))
  return true
}

/** What is wrong with the attributes that were given, or null. One that nobody asked for is no fault: it is kept, but for
 * U+0000, which the database cannot hold. */
export function checkAttributes(
  asked: readonly ServiceAttribute[],
  given: readonly Attribute[],
): string | null {
  for (const { name, values } of given)
    if ([name, ...values].some(text => text.includes('\u0000')))
      return `attribute[${name.replaceAll('\u0000', '')}] (U+0000)`
  for (const one of asked) {
    const found = given.find(attribute => attribute.name === one.code)
    if (!found && one.required) return `attribute[${one.code}]`
    if (found && !isOf(one, found.values)) return `attribute[${one.code}] (${one.datatype})`
  }
  return null
}

import { lookupIndex } from '#base/index.ts'
import { oneForm } from './token-book.rules.ts'

/**
 * A name for a value that analytics can count by: the same value has the same one for the same purpose, nobody gets the value
 * back, and what two purposes hold cannot be joined. Under the key of look-ups, so it does not change when keys are rotated.
 * @param purpose what it is counted for, e.g. `repeat-callers`
 * @throws base.no-keys
 */
export function pseudonymOf(purpose: string, of: { type: string; value: string }): string {
  return lookupIndex(`pseudonym ${JSON.stringify([purpose, of.type])}`, oneForm(of.type, of.value)).slice(
    0,
    20,
  )
}

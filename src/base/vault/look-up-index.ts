import { createHmac } from 'node:crypto'
import { lookUpKey } from './key-ring.ts'

/**
 * What stands in a column of its own so that rows are found by a value that is sealed, e.g. a phone number: equal values
 * give equal indexes, and nobody without the key can try numbers until one fits. The caller brings a value to its one form
 * first (digits only). Under a key of its own, which no rotation changes: every index would have to be made anew.
 * @param kind 'phone', 'id-number': the same digits as another kind give another index. @throws base.no-keys
 */
export function lookupIndex(kind: string, value: string): string {
  const mac = createHmac('sha256', lookUpKey()).update(`${kind}\n${value}`, 'utf8').digest()
  return mac.subarray(0, 16).toString('hex')
}

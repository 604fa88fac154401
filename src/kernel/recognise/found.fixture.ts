import type { Finding } from '../guard/guard.contract.ts'
import { type RecogniseOptions, recognise } from './recognise.rules.ts'

/** What is found in a text, as `type:value`, for tests. */
export function foundIn(text: string, options: RecogniseOptions = { structuredOnly: true }): string[] {
  return recognise(text, options).map(one => said(text, one))
}

const said = (text: string, { type, start, end }: Finding) => `${type}:${text.slice(start, end)}`

import { recognise } from '../recognise/recognise.rules.ts'

/** A text with everything that the recognisers find standing as its type: reports are read by more people than matters are. */
export function hideIdentities(text: string): string {
  return recognise(text)
    .toReversed()
    .reduce((rest, { start, end, type }) => `${rest.slice(0, start)}⟦${type}⟧${rest.slice(end)}`, text)
}

import { createContext, useContext } from 'react'

/** Whether words of the library are shown as they are; they are not until somebody asks. */
export const ShowsWords = createContext(false)

/** A word of the library: its first character and a dot for each other one until it is asked for. */
export function MaskedWord({ word }: { word: string }) {
  const shown = useContext(ShowsWords)
  const [first = '', ...rest] = [...word]
  return <span className="vocabulary-word">{shown ? word : `${first}${'•'.repeat(rest.length)}`}</span>
}

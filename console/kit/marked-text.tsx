import type { CSSProperties } from 'react'
import { markText } from './evidence.rules.ts'

/** A citizen's words, as they were said, with the words that weighed marked by how much. */
export function MarkedText({
  text,
  terms,
}: {
  text: string
  terms: readonly { term: string; weight: number }[]
}) {
  let at = 0
  return (
    <div className="said">
      {markText(text, terms).map(stretch => {
        const key = at
        at += stretch.text.length
        return stretch.weight === 0 ? (
          <span key={key}>{stretch.text}</span>
        ) : (
          <mark key={key} style={{ '--weight': stretch.weight } as CSSProperties}>
            {stretch.text}
          </mark>
        )
      })}
    </div>
  )
}

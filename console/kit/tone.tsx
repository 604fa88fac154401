import type { ReactNode } from 'react'

export type Tone = 'calm' | 'new' | 'busy' | 'good' | 'warning' | 'bad' | 'ai'

/** A short word with a coloured dot: the word has full contrast in both themes, the colour is never the only sign. */
export function ToneTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`tone tone-${tone}`}>
      <span className="tone-dot" aria-hidden />
      {children}
    </span>
  )
}

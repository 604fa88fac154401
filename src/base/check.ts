import type { Handle } from './database.ts'

/** What a check found that does not agree. */
export interface Inconsistency {
  /** 0: all is well. */
  count: number
  /** Ids of the first of them; never content. */
  examples: string[]
}

/**
 * Something that is always so unless a defect, a hand in the database or a damaged disk made it otherwise. Rooms offer
 * theirs; operations runs them and says what each means. `{{count}}` and `{{examples}}` are filled in.
 */
export interface RoomCheck {
  key: string
  /** How bad it is when something is found. */
  state: 'warning' | 'bad'
  /** What is so, and what it means when it is not. */
  good: { zh: string; en: string }
  found: { zh: string; en: string }
  /** What to do then. */
  advice: string
  look(handle: Handle): Promise<Inconsistency>
}

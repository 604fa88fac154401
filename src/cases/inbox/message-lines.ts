import { breakerLines } from './breaker-lines.ts'
import { citizenLines } from './citizen-lines.ts'
import type { MessageLine } from './message-line.ts'
import { staffLines } from './staff-lines.ts'

/** All messages. A new event gets its message by one more entry in one of the three; an event without one tells nobody. */
export const messageLines: readonly MessageLine[] = [...staffLines, ...breakerLines, ...citizenLines]

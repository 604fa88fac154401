import { questionsDrawn, rightNeeded } from './course.contract.ts'

/** One drawn question: which it is, and in which order its answers are shown. */
export interface Drawn {
  id: string
  /** Places of the answers in the pool, in the order shown; the right one is 0. */
  order: readonly number[]
}

/** Puts things in an order that chance decides (Fisher and Yates). @param chance numbers from 0 to below 1 */
export function shuffled<Thing>(things: readonly Thing[], chance: () => number): Thing[] {
  const held = [...things]
  for (let place = held.length - 1; place > 0; place--) {
    const other = Math.floor(chance() * (place + 1))
    ;[held[place], held[other]] = [held[other]!, held[place]!]
  }
  return held
}

/** Draws the questions of one attempt, none twice. */
export function drawQuestions(
  pool: readonly { id: string; answers: readonly unknown[] }[],
  chance: () => number,
): Drawn[] {
  return shuffled(pool, chance)
    .slice(0, questionsDrawn)
    .map(({ id, answers }) => ({
      id,
      order: shuffled(
        answers.map((_, place) => place),
        chance,
      ),
    }))
}

/** Which of the chosen answers are right, and whether that is enough. */
export function judgeAnswers(
  drawn: readonly Drawn[],
  chosen: readonly number[],
): { right: boolean[]; count: number; passed: boolean } {
  const right = drawn.map(({ order }, place) => order[chosen[place] ?? -1] === 0)
  const count = right.filter(Boolean).length
  return { right, count, passed: drawn.length === questionsDrawn && count >= rightNeeded }
}

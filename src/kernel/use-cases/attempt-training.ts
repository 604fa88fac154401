import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import { baseError, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import {
  attemptMinutes,
  type attemptResult,
  attemptsADay,
  type begunAttempt,
  courseVersion,
} from './course.contract.ts'
import { drawQuestions, judgeAnswers } from './draw-questions.rules.ts'
import { questionPool } from './question-pool.ts'
import { startOfToday } from './read-training.ts'
import { claimTraining, countAttempts, endAttempt, insertAttempt, lockAttempt } from './training.store.ts'
import { staffUseError } from './use-case.errors.ts'
import type { UseCaseParts } from './use-case-parts.ts'

type Parts = Pick<UseCaseParts, 'database'>

// Not a model's chance but an examiner's: nobody shall know the questions or the order of answers beforehand.
const fairChance = () => randomInt(0, 2 ** 32) / 2 ** 32
const minute = 60_000
const questions = new Map(questionPool.map(one => [one.id, one]))

/**
 * Begins an attempt at the test: ten questions drawn from the pool, without which answer is right.
 * @throws kernel.training-limit
 */
export async function beginAttempt(
  { database }: Parts,
  by: Pick<Actor, 'id'>,
): Promise<z.input<typeof begunAttempt>> {
  return await inTransaction(database, async tx => {
    await claimTraining(tx, by.id)
    const begun = await countAttempts(tx, by.id, await startOfToday(tx))
    if (begun >= attemptsADay) throw staffUseError('kernel.training-limit', { most: attemptsADay })
    const [id, at, drawn] = [uuidv7(), new Date(), drawQuestions(questionPool, fairChance)]
    await insertAttempt(tx, { id, person: by.id, version: courseVersion, drawn, at })
    return {
      attemptId: id,
      until: new Date(at.getTime() + attemptMinutes * minute).toISOString(),
      questions: drawn.map(({ id: question, order }) => {
        const { text, answers } = questions.get(question)!
        return { question, text, answers: order.map(place => answers[place]!) }
      }),
    }
  })
}

/**
 * Hands an attempt in, once: judged here, with the right answers and why. Passed or not is an entry of the ledger.
 * @throws base.not-found for an attempt of somebody else, kernel.attempt-over
 */
export async function handInAttempt(
  { database }: Parts,
  handed: { attemptId: string; chosen: readonly number[] },
  by: Pick<Actor, 'id'>,
): Promise<z.input<typeof attemptResult>> {
  const { attemptId, chosen } = handed
  return await inTransaction(database, async tx => {
    const held = await lockAttempt(tx, attemptId, by.id)
    if (!held) throw baseError('base.not-found')
    const at = new Date()
    const late = at.getTime() - held.begun_at.getTime() > attemptMinutes * minute
    const unknown = held.drawn.some(({ id }) => !questions.has(id))
    if (held.ended_at || late || unknown) throw staffUseError('kernel.attempt-over')
    const { right, count, passed } = judgeAnswers(held.drawn, chosen)
    await endAttempt(tx, attemptId, { at, right: count, passed })
    await append(tx, [
      {
        kind: passed ? 'training.passed' : 'training.failed',
        subject: `person:${by.id}`,
        body: { attempt: attemptId, course: held.course_version, right: count, of: held.drawn.length },
      },
    ])
    return {
      passed,
      right: count,
      items: held.drawn.map(({ id, order }, place) => ({
        right: right[place]!,
        solution: order.indexOf(0),
        because: questions.get(id)!.because,
      })),
    }
  })
}

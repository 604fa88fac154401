import type { Database, Handle } from '#base/index.ts'
import { fullScope, type Scope } from '#identity/index.ts'
import { type Commonness, commonnessOf, tellingTerms } from './similar.rules.ts'
import { type SimilarRow, selectCommonness, selectSimilarClosed } from './similar.store.ts'
import type { FindSimilar, SimilarCase } from './similar-cases.ts'

const queryCharacters = 600

function viewOf(row: SimilarRow): SimilarCase {
  const { id: caseId, code, excerpt, department_id: departmentId, score } = row
  return { caseId, code, excerpt, departmentId, score }
}

export interface SimilarQuestion {
  text: string
  limit: number
}

/**
 * Closed cases in scope that resemble texts, most similar first, one list for each text; scores are shares of the text's
 * telling terms, 0 to 1.
 */
export async function findSimilarClosed(
  handle: Handle,
  wanted: { questions: readonly SimilarQuestion[]; scope: Scope },
  commonness: Commonness,
): Promise<SimilarCase[][]> {
  const asked = wanted.questions.map(({ text, limit }) => ({
    limit,
    terms: tellingTerms(text.slice(0, queryCharacters), commonness),
  }))
  if (asked.every(one => one.terms.length < 2)) return asked.map(() => [])
  const lists = await selectSimilarClosed(handle, wanted.scope, asked)
  return lists.map(rows => rows.map(viewOf))
}

const statisticsLast = 600_000

interface Waiting extends SimilarQuestion {
  resolve(found: SimilarCase[]): void
  reject(error: unknown): void
}

/**
 * Makes the search for similar cases that advice shows as evidence. It sees the whole city, as those do who get advice;
 * `recall` lets nobody below the advice's level read it. Questions of one moment, as a batch asks them, are one query.
 */
export function similarFinder(database: Database): FindSimilar {
  let known: { commonness: Promise<Commonness>; at: number } | undefined
  let waiting: Waiting[] = []
  const commonness = () => {
    if (!known || Date.now() - known.at > statisticsLast)
      known = { commonness: selectCommonness(database).then(commonnessOf), at: Date.now() }
    return known.commonness
  }
  const answer = async () => {
    const questions = waiting
    waiting = []
    try {
      const lists = await findSimilarClosed(database, { questions, scope: fullScope }, await commonness())
      for (const [place, one] of questions.entries()) one.resolve(lists[place]!)
    } catch (error) {
      known = undefined
      for (const one of questions) one.reject(error)
    }
  }
  return ({ subject, detail, limit }) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(answer)
      waiting.push({ text: `${subject}\n${detail}`, limit, resolve, reject })
    })
}

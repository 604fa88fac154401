import { type Database, type Handle, isUuid } from '#base/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { compileVocabulary, type Vocabulary } from './compile-vocabulary.rules.ts'
import { digestWords } from './digest-words.ts'
import { shippedAllowed, shippedWords } from './shipped-words.ts'
import type { VocabularyWord } from './vocabulary.contract.ts'
import { selectInForce, selectVersion, selectWords } from './vocabulary.store.ts'

/** A version with its words. */
export interface WordList {
  /** Null for the list that comes with the product. */
  id: string | null
  number: number
  words: readonly VocabularyWord[]
  allowed: readonly string[]
  digest: Buffer
}

/** The word library of this process. */
export interface VocabularyHolder {
  /** What is in force, ready to search with; asked of the database at most every `age` milliseconds. */
  inForce(): Promise<Vocabulary>
  /** To be called when something was put in force here: the next look asks again. */
  forget(): void
}

/** The list that comes with the product. */
export function shippedList(): WordList {
  return {
    id: null,
    number: 0,
    words: shippedWords,
    allowed: shippedAllowed,
    digest: digestWords(shippedWords, shippedAllowed),
  }
}

/**
 * A version by its name: an id, `shipped`, `in-force`.
 * @throws kernel.vocabulary-version-not-found
 */
export async function readList(handle: Handle, name: string): Promise<WordList> {
  const id = name === 'in-force' ? await selectInForce(handle) : name === 'shipped' ? null : name
  if (id === null) return shippedList()
  const row = isUuid(id) ? await selectVersion(handle, id) : undefined
  if (!row) throw kernelError('kernel.vocabulary-version-not-found')
  return {
    id,
    number: row.number,
    words: await selectWords(handle, id),
    allowed: row.allowed as string[],
    digest: row.digest,
  }
}

/** What another process puts in force is seen here within this many milliseconds. */
const age = 2000

/**
 * Keeps the library in force ready. A version is compiled once in each process; while it is, or while the database does
 * not answer, what was in force before goes on: a check that is missing would be worse than one that is two seconds old.
 */
export function createVocabulary(database: Database): VocabularyHolder {
  let held: { id: string | null; vocabulary: Vocabulary } | undefined
  let asked = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  const look = async () => {
    const at = performance.now()
    const id = await selectInForce(database)
    if (held?.id !== id || !held) {
      const list = await readList(database, id ?? 'shipped')
      held = { id, vocabulary: compileVocabulary(list.words, list.allowed) }
    }
    asked = at
  }
  return {
    inForce: async () => {
      if (performance.now() - asked > age) {
        asking ??= look().finally(() => {
          asking = undefined
        })
        if (!held) await asking
        else await asking.catch(() => undefined)
      }
      return held!.vocabulary
    },
    forget: () => {
      asked = Number.NEGATIVE_INFINITY
    },
  }
}

import { type Database, inTransaction, momentOf, type Transaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { readList, type WordList } from './create-vocabulary.ts'
import { digestWords } from './digest-words.ts'
import { foldWord } from './fold.rules.ts'
import { type ReadWords, readWords, rejectionOf } from './read-words.rules.ts'
import {
  type importFormats,
  mostWords,
  type VocabularyChange,
  type VocabularyImport,
  type VocabularyWord,
} from './vocabulary.contract.ts'
import { insertVersion, lockVocabulary, type VersionDraft } from './vocabulary.store.ts'

const keyOf = (word: string) => String.fromCharCode(...foldWord(word))

async function record(
  tx: Transaction,
  draft: Omit<VersionDraft, 'id' | 'recordedAt' | 'digest'>,
): Promise<string> {
  if (draft.words.length > mostWords) throw kernelError('kernel.vocabulary-too-long', { most: mostWords })
  const id = uuidv7()
  const digest = digestWords(draft.words, draft.allowed)
  const number = await insertVersion(tx, { ...draft, id, recordedAt: momentOf(id), digest })
  await append(tx, [
    {
      kind: 'vocabulary.version-made',
      subject: id,
      body: { number, words: draft.words.length, digest: digest.toString('hex'), by: draft.madeBy },
    },
  ])
  return id
}

/** Words of before, those that are put in instead of them or after them. */
function joined(before: readonly VocabularyWord[], put: readonly VocabularyWord[]): VocabularyWord[] {
  const replaced = new Map(put.map(one => [`${keyOf(one.word)}\n${one.category}`, one]))
  const kept = before.map(one => {
    const key = `${keyOf(one.word)}\n${one.category}`
    const now = replaced.get(key)
    replaced.delete(key)
    return now ?? one
  })
  return [...kept, ...replaced.values()]
}

/**
 * Makes a version out of a file. Rows that are no words are kept with the reason; nothing is in force by it.
 * @returns its id
 * @throws kernel.vocabulary-nothing-read when no row became a word
 */
export async function importVersion(
  database: Database,
  file: { name: string; text: string; format: (typeof importFormats)[number] },
  request: VocabularyImport & { by: Actor },
): Promise<string> {
  const read: ReadWords = readWords(file.format, file.text, {
    category: request.category,
    action: request.action,
    source: request.source ?? file.name,
  })
  if (read.words.length === 0)
    throw kernelError('kernel.vocabulary-nothing-read', { rows: read.rejected.length })
  return await inTransaction(database, async tx => {
    await lockVocabulary(tx)
    const before: WordList = await readList(tx, 'in-force')
    return await record(tx, {
      origin: 'import',
      fileName: file.name,
      note: request.note,
      basedOn: request.mode === 'add' ? before.id : null,
      madeBy: request.by.id,
      allowed: before.allowed,
      words: request.mode === 'add' ? joined(before.words, read.words) : read.words,
      rejected: read.rejected,
    })
  })
}

/**
 * Makes a version out of another by a few changes; nothing is in force by it.
 * @returns its id
 * @throws kernel.vocabulary-version-not-found, kernel.vocabulary-no-word
 */
export async function changeVersion(
  database: Database,
  change: VocabularyChange,
  by: Actor,
): Promise<string> {
  for (const { word } of change.put)
    if (rejectionOf(word) !== null) throw kernelError('kernel.vocabulary-no-word', { word })
  return await inTransaction(database, async tx => {
    await lockVocabulary(tx)
    const before = await readList(tx, change.basedOn)
    const removed = new Set(change.remove.map(keyOf))
    const disallowed = new Set(change.disallow.map(keyOf))
    const words = joined(
      before.words.filter(one => !removed.has(keyOf(one.word))),
      change.put,
    )
    const allowed = [
      ...new Set([...before.allowed.filter(one => !disallowed.has(keyOf(one))), ...change.allow]),
    ]
    return await record(tx, {
      origin: 'edit',
      fileName: null,
      note: change.note,
      basedOn: before.id,
      madeBy: by.id,
      allowed,
      words,
      rejected: [],
    })
  })
}

import type { z } from 'zod'
import type { Handle } from '#base/index.ts'
import { textOrNull } from '#base/text.contract.ts'
import type { Actor } from '#identity/index.ts'
import { namePeople } from '../name-people.ts'
import { shippedList, type WordList } from './create-vocabulary.ts'
import { foldText } from './fold.rules.ts'
import type { VocabularyVersion, VocabularyWord, vocabularyState, wordsPage } from './vocabulary.contract.ts'
import { selectActivations, selectInForce, selectVersions } from './vocabulary.store.ts'

/** Versions are few; older ones are still there by their number. */
const shown = 200

function shipped(): VocabularyVersion {
  const { words, allowed, digest } = shippedList()
  return {
    id: null,
    number: 0,
    at: null,
    origin: 'shipped',
    fileName: null,
    note: '',
    madeBy: null,
    words: words.length,
    rejected: 0,
    allowed: [...allowed],
    digest: digest.toString('hex'),
  }
}

/** What is in force, every version and what was put in force when, by whom and why. */
export async function readVocabulary(
  handle: Handle,
  reader: Actor,
): Promise<z.input<typeof vocabularyState>> {
  const rows = await selectVersions(handle, shown)
  const activations = await selectActivations(handle, shown)
  const inForce = await selectInForce(handle)
  const people = await namePeople(
    handle,
    [...new Set([...rows.map(row => row.made_by), ...activations.map(row => row.made_by)])],
    reader,
  )
  const who = (id: string) => {
    const found = people.find(one => one.id === id)
    return found?.name ?? found?.account ?? id
  }
  const versions: VocabularyVersion[] = [
    ...rows.map(
      (row): VocabularyVersion => ({
        id: row.id,
        number: row.number,
        at: row.recorded_at.toISOString(),
        origin: row.origin as 'import',
        fileName: row.file_name,
        note: row.note,
        madeBy: who(row.made_by),
        words: row.words,
        rejected: row.rejected ?? 0,
        allowed: row.allowed as string[],
        digest: row.digest.toString('hex'),
      }),
    ),
    shipped(),
  ]
  return {
    versions,
    inForce: versions.find(one => one.id === inForce) ?? shipped(),
    activations: activations.map(row => ({
      at: row.recorded_at.toISOString(),
      number: row.number ?? 0,
      by: who(row.made_by),
      reason: row.reason,
    })),
  }
}

/** Words of a version by what stands in them and by category, a page of them. */
export function pageOfWords(
  list: WordList,
  query: { search?: string | undefined; category?: string | undefined; from: number; limit: number },
): z.input<typeof wordsPage> {
  const counts = new Map<string, number>()
  for (const { category } of list.words) counts.set(category, (counts.get(category) ?? 0) + 1)
  const wanted = foldText(textOrNull(query.search ?? '') ?? '')
  const found = list.words.filter(
    (one: VocabularyWord) =>
      (!query.category || one.category === query.category) &&
      (wanted === '' || foldText(one.word).includes(wanted)),
  )
  return {
    items: found.slice(query.from, query.from + query.limit),
    total: found.length,
    categories: [...counts]
      .map(([category, words]) => ({ category, words }))
      .sort((a, b) => b.words - a.words),
  }
}

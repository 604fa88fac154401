import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { type Database, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { activateVersion } from './activate-version.ts'
import { readList, type VocabularyHolder } from './create-vocabulary.ts'
import { decodeWords } from './decode-words.ts'
import { changeVersion, importVersion } from './make-version.ts'
import { pageOfWords, readVocabulary } from './read-vocabulary.ts'
import { storableText } from './read-words.rules.ts'
import { tryWords } from './try-words.ts'
import {
  activation,
  importFormats,
  largestImport,
  rejectedRow,
  tried,
  versionName,
  vocabularyChange,
  vocabularyImport,
  vocabularyState,
  wordsPage,
} from './vocabulary.contract.ts'
import { selectRejected } from './vocabulary.store.ts'

const made = z.object({ id: level('L1', z.string()) })
const mostRejectedShown = 1000

/** Routes of the word library: what is in force, versions, words, trying it out. */
export function vocabularyRoutes(parts: {
  database: Database
  vocabulary: VocabularyHolder
}): Route<Actor>[] {
  const { database, vocabulary } = parts
  const read = { action: 'guard:read' as const }
  const edit = { action: 'guard:edit' as const }
  return [
    route({
      method: 'GET',
      path: '/api/vocabulary',
      access: read,
      summary:
        'The word library: the version in force, every version, and what was put in force when and why.',
      response: vocabularyState,
      handle: async ({ caller }) => await readVocabulary(database, caller),
    }),
    route({
      method: 'GET',
      path: '/api/vocabulary/words',
      access: read,
      summary: 'Words of a version, by what stands in them and by category.',
      query: z.object({
        version: versionName.default('in-force'),
        search: level('L2', z.string().max(100).optional()),
        category: level('L1', z.string().max(40).optional()),
        from: level('L1', z.coerce.number().int().min(0).max(1_000_000).default(0)),
        limit: level('L1', z.coerce.number().int().min(1).max(200).default(50)),
      }),
      response: wordsPage,
      handle: async ({ query }) => pageOfWords(await readList(database, query.version), query),
    }),
    route({
      method: 'GET',
      path: '/api/vocabulary/versions/:versionId/rejected',
      access: read,
      summary: 'Rows of the imported file that did not become words, with the reason.',
      params: z.object({ versionId: level('L1', z.uuid()) }),
      response: z.object({ items: z.array(rejectedRow) }),
      handle: async ({ params }) => ({
        items: (await selectRejected(database, params.versionId, mostRejectedShown)).map(row => ({
          ...row,
          reason: row.reason as 'empty',
        })),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/vocabulary/imports',
      access: edit,
      summary: 'Make a version of a file of words (txt, CSV or JSONL); it is not in force by that.',
      query: vocabularyImport,
      uploadLimit: largestImport,
      callsPerMinute: 30,
      response: made,
      status: 201,
      handle: async ({ upload, query, caller }) => {
        const { stream } = upload!
        const name = storableText(upload!.name, 200)
        const format = importFormats.find(one => name.toLowerCase().endsWith(`.${one}`))
        if (!format) throw kernelError('kernel.vocabulary-nothing-read', { rows: 0 })
        const text = decodeWords(await buffer(stream))
        if (text === null) throw kernelError('kernel.vocabulary-not-text')
        return { id: await importVersion(database, { name, text, format }, { ...query, by: caller }) }
      },
    }),
    route({
      method: 'POST',
      path: '/api/vocabulary/versions',
      access: edit,
      summary:
        'Make a version out of another by putting words in and taking words out; it is not in force by that.',
      body: vocabularyChange,
      limit: 1024 * 1024,
      response: made,
      status: 201,
      handle: async ({ body, caller }) => ({ id: await changeVersion(database, body, caller) }),
    }),
    route({
      method: 'POST',
      path: '/api/vocabulary/activations',
      access: edit,
      summary: 'Put a version in force, or an earlier one back, with a reason.',
      body: activation,
      response: vocabularyState,
      status: 201,
      handle: async ({ body, caller }) => {
        await activateVersion(database, body, caller)
        vocabulary.forget()
        return await readVocabulary(database, caller)
      },
    }),
    route({
      method: 'POST',
      path: '/api/vocabulary/try',
      access: read,
      summary: 'Find the words of a version in a text; the text is not kept.',
      body: z.object({
        version: versionName.default('in-force'),
        text: level('L4', z.string().max(20_000)),
      }),
      response: tried,
      handle: async ({ body }) => tryWords(await readList(database, body.version), body.text),
    }),
  ]
}

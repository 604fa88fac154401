import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/** What a word leads to when it stands in an answer. */
export const wordActions = ['mark', 'drop', 'refuse'] as const

/** Longer than any word is; longer texts are sentences, and belong to the topics. */
export const longestWord = 64
export const mostWords = 200_000
export const largestImport = 32 * 1024 * 1024

/** A word or phrase as it is kept: trimmed, with something to be seen in it. */
export const phrase = personText(longestWord, 1)
const neighbours = z.array(phrase).max(20)

/** One word of a version. */
export const vocabularyWord = z.object({
  word: level('L2', phrase),
  category: level('L1', personText(40, 1)),
  action: level('L1', z.enum(wordActions)),
  overridable: level('L1', z.boolean()),
  /** It counts only with one of these within twenty characters of its sentence. */
  onlyWith: level('L2', neighbours),
  /** It does not count with one of these within twenty characters of its sentence. */
  notWith: level('L2', neighbours),
  /** Where the word comes from: a rule, a file, whoever added it. */
  source: level('L1', personText(200, 1)),
})
export type VocabularyWord = z.infer<typeof vocabularyWord>

/** Why a row of a file did not become a word. */
export const rejections = [
  'empty',
  'too-long',
  'only-signs',
  'one-letter',
  'repeated',
  'unknown-action',
  'not-json',
  'wrong-fields',
  'wrong-columns',
  'open-quote',
] as const
export type Rejection = (typeof rejections)[number]

export const rejectedRow = z.object({
  line: level('L1', z.number().int()),
  text: level('L2', z.string()),
  reason: level('L1', z.enum(rejections)),
})
export type RejectedRow = z.infer<typeof rejectedRow>

/** A version without its words. The list that comes with the product has the number 0 and no id. */
export const vocabularyVersion = z.object({
  id: level('L1', z.string().nullable()),
  number: level('L1', z.number().int()),
  at: level('L1', z.iso.datetime().nullable()),
  origin: level('L1', z.enum(['shipped', 'import', 'edit'])),
  fileName: level('L2', z.string().nullable()),
  note: level('L2', z.string()),
  madeBy: level('L2', z.string().nullable()),
  words: level('L1', z.number().int()),
  rejected: level('L1', z.number().int()),
  allowed: level('L2', z.array(z.string())),
  digest: level('L1', z.string()),
})
export type VocabularyVersion = z.infer<typeof vocabularyVersion>

export const vocabularyState = z.object({
  inForce: vocabularyVersion,
  versions: z.array(vocabularyVersion),
  activations: z.array(
    z.object({
      at: level('L1', z.iso.datetime()),
      number: level('L1', z.number().int()),
      by: level('L2', z.string()),
      reason: level('L2', z.string()),
    }),
  ),
})

/** Which version a request is about: an id, `shipped`, or what is in force. */
export const versionName = level('L1', z.union([z.uuid(), z.enum(['shipped', 'in-force'])]))

export const wordsPage = z.object({
  items: z.array(vocabularyWord),
  total: level('L1', z.number().int()),
  categories: z.array(z.object({ category: level('L1', z.string()), words: level('L1', z.number().int()) })),
})

/** A new version out of another: words put in (or replaced), taken out, phrases allowed or no longer. */
export const vocabularyChange = z.object({
  basedOn: versionName,
  note: level('L2', personText(200, 2)),
  put: z.array(vocabularyWord).max(1000).default([]),
  remove: level('L2', z.array(phrase).max(1000)).default([]),
  allow: level('L2', z.array(phrase).max(1000)).default([]),
  disallow: level('L2', z.array(phrase).max(1000)).default([]),
})
export type VocabularyChange = z.output<typeof vocabularyChange>

export const importFormats = ['txt', 'csv', 'jsonl'] as const
export const importModes = ['add', 'replace'] as const

/** How a file of words is read; what a row does not say itself is taken from here. */
export const vocabularyImport = z.object({
  mode: level('L1', z.enum(importModes).default('add')),
  category: level('L1', personText(40, 1)).default('未分类'),
  action: level('L1', z.enum(wordActions).default('mark')),
  source: level('L1', personText(200, 1)).optional(),
  note: level('L2', personText(200, 2)),
})
export type VocabularyImport = z.output<typeof vocabularyImport>

export const activation = z.object({
  version: versionName,
  reason: level('L2', personText(500, 2)),
})

/** Words found in a text that was pasted to try the library. */
export const tried = z.object({
  number: level('L1', z.number().int()),
  hits: z.array(
    z.object({
      start: level('L2', z.number().int()),
      end: level('L2', z.number().int()),
      word: level('L2', z.string()),
      category: level('L1', z.string()),
      action: level('L1', z.enum(wordActions)),
      overridable: level('L1', z.boolean()),
      /** Why it does not count: inside an allowed phrase, or its neighbours excuse it; null when it counts. */
      ignored: level('L1', z.enum(['allowed', 'context']).nullable()),
      source: level('L1', z.string()),
    }),
  ),
})

import { z } from 'zod'
import { type Level, level } from '#base/level.contract.ts'

/** A stretch of the query that spoke for a passage; UTF-16 offsets into the query, end exclusive. */
export const passageMatch = z.object({
  // It quotes the query, which may be a citizen's own words.
  term: level('L3', z.string()),
  start: level('L2', z.number().int()),
  end: level('L2', z.number().int()),
  /** What it added to the score. */
  weight: level('L2', z.number()),
})
export type PassageMatch = z.infer<typeof passageMatch>

/** One retrieved document of a corpus. `score` orders passages of one query; it is no probability. */
export const passage = z.object({
  documentId: level('L1', z.string()),
  title: level('L2', z.string()),
  text: level('L2', z.string()),
  score: level('L2', z.number()),
  matched: z.array(passageMatch),
  corpusVersion: level('L1', z.string()),
})
export type Passage = z.infer<typeof passage>

export interface KnowledgeDocument {
  id: string
  /** Shown, and found with twice the weight of the text unless `fields` say otherwise. */
  title: string
  text: string
  /** What is searched instead of title and text, with the weight of each. */
  fields?: readonly { text: string; weight: number }[]
}

/** A set of documents of one data level that is replaced as a whole when its version changes. */
export interface Corpus {
  name: string
  level: Level
  /** The version that `load` would give now; asked before every retrieval, so it must cost next to nothing. */
  version(): Promise<string>
  load(): Promise<{ version: string; documents: readonly KnowledgeDocument[] }>
}

export interface Retrieval {
  corpus: string
  query: string
  limit: number
  /** Whether the words that matched are wanted; true unless given. */
  explain?: boolean
}

export interface CorpusState {
  name: string
  level: Level
  /** Null until it was first asked for. */
  version: string | null
  documents: number
}

import type { Level } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'

/** What a trained classifier says of one text. Confidences are calibrated. */
export interface Classification {
  /** Best first; confidences sum to at most 1. */
  ranked: { label: string; confidence: number }[]
  /** Words that weighed for the best label, strongest first; empty unless asked for. */
  terms: { term: string; weight: number }[]
  /** Below this confidence of the best label the model abstains. */
  threshold: number
  modelVersion: string
}

export interface ClassifyRequest {
  task: string
  text: string
  /** Ask for `terms`. */
  explain: boolean
}

/** The only way to a model. Declared here, filled by the models room, joined in src/main.ts. */
export interface ModelPort {
  /** Null when the task has no model in use. */
  classify(request: ClassifyRequest): Promise<Classification | null>
  /** Highest data level the model behind the task may receive. */
  ceiling(task: string): Level
}

export interface Passage {
  corpus: string
  corpusVersion: string
  documentId: string
  title: string
  text: string
  score: number
  /** Words of the query that matched, as written there. */
  matched: string[]
}

export interface RetrieveRequest {
  corpus: string
  query: string
  limit: number
  /** Ask for `matched`, which takes as long as the search; true unless given. */
  explain?: boolean
}

/** The only way to knowledge. The actor decides what may be found: it fails closed. */
export interface KnowledgePort {
  retrieve(request: RetrieveRequest, actor: Actor): Promise<Passage[]>
  /** Highest data level that whoever searches the corpus may receive. */
  ceiling(corpus: string): Level
}

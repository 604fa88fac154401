import { type Bm25Index, search } from './bm25.rules.ts'
import { buildIndex } from './build-index.ts'
import type { Corpus, CorpusState, KnowledgeDocument, Passage, Retrieval } from './knowledge.contract.ts'
import { knowledgeError } from './knowledge.errors.ts'
import { type LoadedSegmenter, sharedSegmenter } from './segmenter.ts'
import { fold, type Segmenter } from './tokens.rules.ts'

/** The corpora of the process and their indexes. */
export interface Knowledge {
  /** @throws knowledge.corpus-exists */
  register(corpus: Corpus): void
  /**
   * The passages of a corpus that share most with a query, best first; none for a query without a known word.
   * @throws knowledge.unknown-corpus
   */
  retrieve(retrieval: Retrieval): Promise<Passage[]>
  /** What is registered, for the catalogue and for `doctor`; builds nothing. */
  corpora(): CorpusState[]
}

interface Built {
  version: string
  index: Bm25Index
  documents: ReadonlyMap<string, KnowledgeDocument>
}

interface Held {
  corpus: Corpus
  built: Built | undefined
  building: Promise<Built> | undefined
}

async function build(corpus: Corpus, segmenter: LoadedSegmenter): Promise<Built> {
  const { version, documents } = await corpus.load()
  const index = await buildIndex(documents, segmenter.cut)
  return { version, index, documents: new Map(documents.map(document => [document.id, document])) }
}

/** The index of the corpus's present version; those who ask while it is being built wait for the same one. */
async function present(held: Held, segmenter: LoadedSegmenter): Promise<Built> {
  const version = await held.corpus.version()
  if (held.built?.version === version) return held.built
  // A build that began before this question may end with an older version: then one more follows.
  if (held.building) {
    const earlier = await held.building
    if (earlier.version === version) return earlier
  }
  held.building ??= build(held.corpus, segmenter)
    .then(built => {
      held.built = built
      return built
    })
    .finally(() => {
      held.building = undefined
    })
  return await held.building
}

// In bulk only: of an import's time on the main thread a fourth was spent here. For one message the way to another thread
// costs more than it spares.
async function cutterAside(query: string, { cut, cutAside }: LoadedSegmenter): Promise<Segmenter> {
  if (!cutAside) return cut
  const pieces = await cutAside(fold(query))
  return () => pieces
}

/** Creates an empty set of corpora. Indexes live in memory: the duty list of a city takes some 2 MB. */
export function createKnowledge(segmenter: () => LoadedSegmenter = sharedSegmenter): Knowledge {
  const corpora = new Map<string, Held>()
  return {
    register: corpus => {
      if (corpora.has(corpus.name)) throw knowledgeError('knowledge.corpus-exists', { corpus: corpus.name })
      corpora.set(corpus.name, { corpus, built: undefined, building: undefined })
    },
    retrieve: async ({ corpus, query, limit, explain = true }) => {
      const held = corpora.get(corpus)
      if (!held) throw knowledgeError('knowledge.unknown-corpus', { corpus })
      const { index, documents, version } = await present(held, segmenter())
      const cut = explain ? segmenter().cut : await cutterAside(query, segmenter())
      return search(index, cut, { query, limit, explain }).map(hit => {
        const { title, text } = documents.get(hit.id) as KnowledgeDocument
        return {
          documentId: hit.id,
          title,
          text,
          score: hit.score,
          matched: hit.matched,
          corpusVersion: version,
        }
      })
    },
    corpora: () =>
      [...corpora.values()].map(({ corpus, built }) => ({
        name: corpus.name,
        level: corpus.level,
        version: built?.version ?? null,
        documents: built?.documents.size ?? 0,
      })),
  }
}

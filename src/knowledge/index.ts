export { type Bm25Index, createBuilder, type IndexDocument, search } from './bm25.rules.ts'
export { createKnowledge, type Knowledge } from './create-knowledge.ts'
export { dutyCorpus, dutyCorpusName } from './duty-corpus.ts'
export {
  type Corpus,
  type CorpusState,
  type KnowledgeDocument,
  type Passage,
  type PassageMatch,
  passage,
  passageMatch,
  type Retrieval,
} from './knowledge.contract.ts'
export { knowledgeError } from './knowledge.errors.ts'
export { knowledgePort } from './knowledge-port.ts'
export { intlSegmenter, type LoadedSegmenter, sharedSegmenter } from './segmenter.ts'
export { fold, type Segmenter, type Token, tokenise } from './tokens.rules.ts'

import { within } from '#base/index.ts'
import type { KnowledgePort } from '#kernel/index.ts'
import type { Knowledge } from './create-knowledge.ts'

/**
 * Fills the kernel's port. Somebody not cleared for the level of a corpus finds nothing in it, as if it were empty;
 * an unknown corpus is an error of the product and throws knowledge.unknown-corpus.
 */
export function knowledgePort(knowledge: Knowledge): KnowledgePort {
  return {
    // Searched inside this process; what is highly sensitive is masked before all the same.
    ceiling: () => 'L4',
    retrieve: async (request, actor) => {
      const state = knowledge.corpora().find(corpus => corpus.name === request.corpus)
      if (state && !within(state.level, actor.scope.level)) return []
      const passages = await knowledge.retrieve(request)
      return passages.map(({ matched, ...passage }) => ({
        ...passage,
        corpus: request.corpus,
        matched: matched.map(match => match.term),
      }))
    },
  }
}

import { defineErrors } from '#base/index.ts'

/** Errors of the knowledge room. */
export const knowledgeError = defineErrors({
  'knowledge.unknown-corpus': {
    status: 404,
    zh: '没有名为“{{corpus}}”的知识库。',
    en: 'There is no corpus named "{{corpus}}".',
    advice: 'The name is misspelt, or the part of the product that brings the corpus was not joined.',
  },
  'knowledge.corpus-exists': {
    status: 500,
    zh: '知识库“{{corpus}}”被登记了两次。',
    en: 'The corpus "{{corpus}}" was registered twice.',
    advice: 'A defect in the product: each corpus has one owner. Please report it with the stack trace.',
  },
})

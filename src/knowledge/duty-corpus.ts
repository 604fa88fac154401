import type { CitySnapshot, Duty } from '#city/index.ts'
import type { Corpus, KnowledgeDocument } from './knowledge.contract.ts'

/** Name of the corpus of duties in force; a document id is a duty id. */
export const dutyCorpusName = 'duty-list'

function documentOf(duty: Duty, snapshot: CitySnapshot): KnowledgeDocument {
  const chain = snapshot.categoryPath(duty.categoryId)
  const categories = chain.map(category => category.name).join(' ')
  return {
    id: duty.id,
    title: duty.title,
    text: duty.description,
    fields: [
      { text: duty.title, weight: 2 },
      { text: duty.description, weight: 1 },
      { text: categories, weight: 1 },
      { text: [duty.titleEnglish, ...chain.map(category => category.nameEnglish)].join(' '), weight: 1 },
    ],
  }
}

/**
 * The duties in force today as a corpus: how a message finds its department before the city has any history.
 * @param snapshot the city as it stands, e.g. `city.snapshot`.
 */
export function dutyCorpus(snapshot: () => Promise<CitySnapshot>): Corpus {
  return {
    name: dutyCorpusName,
    level: 'L1',
    version: async () => (await snapshot()).version,
    load: async () => {
      const city = await snapshot()
      return { version: city.version, documents: city.duties.map(duty => documentOf(duty, city)) }
    },
  }
}

import type { PublicRecord } from './register.contract.ts'

function statusOf({ standing, stage }: PublicRecord): string {
  if (standing === 'registration-expired' || standing === 'not-registered') return 'Buiten gebruik'
  return stage === null ? 'In ontwikkeling' : 'In gebruik'
}

const categoryWords = { impactful: 'Impactvolle algoritmes', other: 'Overige algoritmes' } as const

/** A month of an instant, as the register wants it. */
const month = (at: string | null): string => (at === null ? '' : at.slice(0, 7))

/**
 * An entry in the fields of the Dutch Algoritmeregister, publication standard 1.0 (names as in its submission API). What
 * nobody wrote is an empty text. The words are those of the city; `lang` says in which language they are.
 * @param record an entry in force
 */
export function dutchRecord(record: PublicRecord): { [field: string]: string } {
  const { algorithm, stage } = record
  const content = record.content!
  return {
    name: algorithm.title.en.slice(0, 100),
    description_short: content.summary,
    organization: algorithm.owner,
    category: '',
    status: statusOf(record),
    begin_date: month(stage?.beganAt ?? null),
    end_date: '',
    contact_email: content.contact,
    website: content.website,
    publication_category: categoryWords[content.category],
    url: '',
    goal: content.benefit,
    proportionality: content.proportionality,
    human_intervention: content.humanIntervention,
    risks: content.risks,
    lawful_basis: content.lawfulBasis,
    lawful_basis_grouping: '',
    process_index_url: '',
    impacttoetsen_grouping: '',
    impacttoetsen: content.impact['effect-on-rights'],
    source_data: content.sourceData,
    source_data_grouping: '',
    methods_and_models: content.method,
    provider: content.provider,
    publiccode: '',
    lang: 'ZHO',
    standard_version: '1.0',
    source_id: algorithm.id,
    tags: '',
  }
}

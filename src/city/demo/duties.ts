import { demoCatalogue } from './catalogue.ts'
import { departmentIdOf } from './departments.ts'

/** Who is responsible for a kind of matter in 青岚市 (职责清单). */
export interface DemoDuty {
  id: string
  /** Of the third level. */
  categoryId: string
  title: string
  titleEnglish: string
  /** Null when the government of the district where the matter lies is the host. */
  hostDepartmentId: string | null
  coHosts: string[]
  /** The government of the district takes part. */
  coHostByRegion: boolean
  /** Laws and regulations in force; an article is named where it is certain. Empty where a local policy governs. */
  legalBasis: string
  timeLimitWorkdays: number
  /** In citizens' words. */
  description: string
  urgency: 'normal' | 'urgent' | 'emergency'
  validFrom: string
  validTo: string | null
}

/** Stands in the catalogue for the government of the district where the matter lies. */
const byRegion = 'district'

/** `民法典@第九百四十四条` → `《民法典》第九百四十四条`; documents with a number after the title keep it outside the marks. */
function citation(law: string): string {
  const [title, article = ''] = law.split('@')
  const [, name, suffix] = /^(.*?)(（国办发.*）)?$/.exec(title!)!
  return `《${name}》${suffix ?? ''}${article}`
}

/** One duty for each category of the third level. */
export const demoDuties: readonly DemoDuty[] = demoCatalogue
  .flatMap(branch => branch.groups)
  .flatMap(group => group.duties)
  .map(
    (item): DemoDuty => ({
      id: `duty-${item.id}`,
      categoryId: item.id,
      title: item.title,
      titleEnglish: item.titleEnglish,
      hostDepartmentId: item.host === byRegion ? null : departmentIdOf(item.host),
      coHosts: item.coHosts.filter(host => host !== byRegion).map(departmentIdOf),
      coHostByRegion: item.coHosts.includes(byRegion),
      legalBasis: item.laws.map(citation).join('；'),
      timeLimitWorkdays: item.workdays,
      description: item.words,
      urgency: item.urgency as DemoDuty['urgency'],
      validFrom: '2024-01-01',
      validTo: null,
    }),
  )

import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'

/** Names of labels: of categories for the classification, of departments for the dispatch. Unknown ones stay as they are. */
export function useLabelName(): (label: string) => string {
  const { t } = useWords()
  const names = useCityNames()
  return label => {
    if (label.startsWith('by-region:')) return t('models:label.by-region')
    const department = names.department(label)
    return department === label ? names.category(label) : department
  }
}

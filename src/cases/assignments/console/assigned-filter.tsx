import { Segmented } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { useFilters } from '#console/kit/use-search.ts'

const choices = ['all', 'me', 'nobody'] as const

/** Whose cases of the department are listed; the choice stands in the address. */
export function AssignedFilter() {
  const { t } = useWords()
  const [search, change] = useFilters()
  return (
    <Segmented
      value={choices.find(one => one === search.assigned) ?? 'all'}
      aria-label={t('assignments:filter.label')}
      options={choices.map(value => ({ value, label: t(`assignments:filter.${value}`) }))}
      onChange={value => change({ assigned: value === 'all' ? undefined : value })}
    />
  )
}

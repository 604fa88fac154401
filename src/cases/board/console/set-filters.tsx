import { Tag } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { useFilters } from '#console/kit/use-search.ts'

const labels: Record<string, (value: string) => string> = {
  due: value => (value === 'today' ? 'board:filter.today' : 'board:filter.week'),
  area: () => 'board:filter.area',
  merged: () => 'board:filter.merged',
  below: () => 'board:below.alone',
}

/** Filters that come from elsewhere (the board, the map) and have no field: said, and taken away again. */
export function SetFilters({ without }: { without?: string }) {
  const { t } = useWords()
  const [search, change] = useFilters()
  const alone = search.departmentId !== undefined && search.below === 'false'
  const set = Object.keys(labels).filter(
    name => name !== without && (name === 'below' ? alone : search[name]),
  )
  if (set.length === 0) return null
  return (
    <span className="row">
      {set.map(name => (
        <Tag key={name} closable onClose={() => change({ [name]: undefined })}>
          {t(labels[name]!(search[name]!))}
        </Tag>
      ))}
    </span>
  )
}

import { Link } from '@tanstack/react-router'
import { Grid, Segmented, Table, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import type { DepartmentLoad } from '#cases/board.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { type Figure, figures, listOf, loadOf } from './board.rules.ts'
import { useBoard, usePeopleLoad } from './board-calls.ts'
import './board.css'

const urgent: readonly Figure[] = ['overdue', 'today', 'week', 'escalated']

interface CountedProps {
  value: number
  figure: Figure
  of: string | null
  below: boolean
}

function Counted({ value, figure, of, below }: CountedProps) {
  const { t, language } = useWords()
  const text = new Intl.NumberFormat(language).format(value)
  const path = value > 0 ? listOf(figure, of, below) : null
  const tone = figure === 'overdue' || figure === 'escalated' ? 'over' : figure === 'today' ? 'near' : ''
  const className = `number ${value > 0 ? tone : 'quiet'}`
  if (!path) return <span className={className}>{text}</span>
  return (
    <Link to={path} className={`${className} linklike`} aria-label={`${t(`board:figure.${figure}`)} ${text}`}>
      {text}
    </Link>
  )
}

/** A bar beside the number, so that the heaviest desk is seen before it is read. */
function Load({ one, most }: { one: DepartmentLoad; most: number }) {
  const all = loadOf(one)
  return (
    <div className="load">
      <span className="number">{all}</span>
      <span className="load-bar" aria-hidden>
        <span style={{ width: `${(all / Math.max(1, most)) * 100}%` }} />
      </span>
    </div>
  )
}

/** Who of a department works on how much; what nobody was given stands there too. */
function People({ departmentId, below }: { departmentId: string; below: boolean }) {
  const { t } = useWords()
  const found = usePeopleLoad(departmentId, below)
  if (found.error) return <ProblemNotice error={found.error} />
  if (!found.data) return <Loading rows={3} />
  return (
    <table className="board-people">
      <thead>
        <tr>
          <th>{t('board:column.person')}</th>
          <th>{t('board:column.load')}</th>
          <th>{t('board:figure.overdue')}</th>
          <th>{t('board:figure.today')}</th>
        </tr>
      </thead>
      <tbody>
        {found.data.items.map(one => (
          <tr key={one.personId ?? ''}>
            <td>{one.personId === null ? t('board:unassigned') : (one.name ?? t('kit:masked'))}</td>
            <td className="number">{one.open}</td>
            <td className="number">{one.overdue}</td>
            <td className="number">{one.today}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is over, due today and this week, and who has how much on the desk; every number leads to its list. */
export function Page() {
  const { t } = useWords()
  const names = useCityNames()
  const [search, change] = useFilters()
  const below = search.below === 'true'
  const found = useBoard(below)
  const phone = Grid.useBreakpoint().sm === false
  // The way to the queue only for who may open it.
  const mayDispatch = useMay('cases:dispatch')
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={12} />
  const { departments, undispatched, all } = found.data
  const most = Math.max(0, ...departments.map(loadOf))
  const columns: (TableColumnType<DepartmentLoad> & { key: string })[] = [
    {
      key: 'department',
      title: t('board:column.department'),
      render: (_, one) => names.department(one.departmentId),
    },
    ...figures.map(figure => ({
      key: figure,
      title: t(`board:figure.${figure}`),
      width: 88,
      align: 'end' as const,
      sorter: (one: DepartmentLoad, other: DepartmentLoad) => one[figure] - other[figure],
      render: (_: unknown, one: DepartmentLoad): ReactNode => (
        <Counted value={one[figure]} figure={figure} of={one.departmentId} below={below} />
      ),
    })),
    {
      key: 'load',
      title: t('board:column.load'),
      width: 190,
      sorter: (one, other) => loadOf(one) - loadOf(other),
      render: (_, one) => <Load one={one} most={most} />,
    },
  ]
  const stacked: TableColumnType<DepartmentLoad>[] = [
    {
      key: 'all',
      render: (_, one) => (
        <div className="stack-tight">
          <strong>{names.department(one.departmentId)}</strong>
          <dl className="board-figures">
            {figures.map(figure => (
              <div key={figure}>
                <dt className="small quiet">{t(`board:figure.${figure}`)}</dt>
                <dd>
                  <Counted value={one[figure]} figure={figure} of={one.departmentId} below={below} />
                </dd>
              </div>
            ))}
          </dl>
          <Load one={one} most={most} />
        </div>
      ),
    },
  ]
  return (
    <div className="stack">
      <dl className="panel board-sums">
        {urgent.map(figure => (
          <div key={figure}>
            <dt className="quiet">{t(`board:figure.${figure}`)}</dt>
            <dd>
              <Counted value={all[figure]} figure={figure} of={null} below={below} />
            </dd>
          </div>
        ))}
        <div>
          <dt className="quiet">{t('board:undispatched')}</dt>
          <dd>
            {mayDispatch ? (
              <Link to="/triage" className="linklike number">
                {undispatched}
              </Link>
            ) : (
              <span className="number">{undispatched}</span>
            )}
          </dd>
        </div>
      </dl>
      <div className="panel stack-tight">
        <div className="row">
          <Segmented
            value={below ? 'below' : 'alone'}
            aria-label={t('board:below.label')}
            options={[
              { value: 'alone', label: t('board:below.alone') },
              { value: 'below', label: t('board:below.with') },
            ]}
            onChange={value => change({ below: value === 'below' ? 'true' : undefined })}
          />
          <span className="small quiet">{t(below ? 'board:below.with-note' : 'board:below.alone-note')}</span>
        </div>
        <Table<DepartmentLoad>
          rowKey="departmentId"
          size="small"
          columns={phone ? stacked : columns}
          showHeader={!phone}
          dataSource={[...departments]}
          expandable={{ expandedRowRender: one => <People departmentId={one.departmentId} below={below} /> }}
          pagination={false}
          scroll={phone ? {} : { x: 1100 }}
          locale={{ emptyText: <Nothing title={t('board:empty')} next={t('board:empty-next')} /> }}
        />
      </div>
    </div>
  )
}

import { DatePicker, Table, type TableColumnsType, Tooltip } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { useReturns } from './dispute-calls.ts'
import { type DepartmentRow, departmentRows, fewCases, type PairRow, pairRows } from './returns.rules.ts'
import './disputes.css'

const day = /^\d{4}-\d\d-\d\d$/

function Share({ share, few }: { share: number | null; few: boolean }) {
  const { t, language } = useWords()
  if (share === null) return <span className="quiet">{t('disputes:returns.unknown')}</span>
  const text = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  if (!few) return <span className="number">{text}</span>
  return (
    <Tooltip title={t('disputes:returns.few-note', { count: fewCases })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the note is reached by keyboard, too. */}
      <span className="number quiet share-few" tabIndex={0}>
        {text} {t('disputes:returns.few')}
      </span>
    </Tooltip>
  )
}

function useTables() {
  const { t, language } = useWords()
  const names = useCityNames()
  const number = new Intl.NumberFormat(language)
  const figure = <Row,>(key: string, read: (row: Row) => number) => ({
    key,
    title: t(`disputes:returns.${key}`),
    align: 'end' as const,
    width: 88,
    render: (_: unknown, row: Row) => <span className="number">{number.format(read(row))}</span>,
  })
  const share = <Row extends { share: number | null; few: boolean }>() => ({
    key: 'share',
    title: t('disputes:returns.share'),
    align: 'end' as const,
    width: 132,
    render: (_: unknown, row: Row) => <Share share={row.share} few={row.few} />,
  })
  const pairs: TableColumnsType<PairRow> = [
    {
      key: 'pair',
      title: t('disputes:returns.pair'),
      render: (_, row) => (
        <>
          {names.department(row.sentTo)} <span className="quiet">→</span>{' '}
          {names.department(row.belongedTo) || <span className="quiet">{t('disputes:returns.not-yet')}</span>}
        </>
      ),
    },
    figure<PairRow>('returned', row => row.returned),
    figure<PairRow>('upheld', row => row.upheld),
    share<PairRow>(),
  ]
  const departments: TableColumnsType<DepartmentRow> = [
    {
      key: 'department',
      title: t('kit:column.department'),
      render: (_, row) => names.department(row.departmentId),
    },
    figure<DepartmentRow>('sent', row => row.sent),
    figure<DepartmentRow>('returned', row => row.returned),
    figure<DepartmentRow>('upheld', row => row.upheld),
    share<DepartmentRow>(),
  ]
  return { pairs, departments }
}

/** Which departments are sent what is not theirs, and whose it was: over a period. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const chosen = (value: string | undefined) => (day.test(value ?? '') ? value : undefined)
  const found = useReturns({ from: chosen(search.from), to: chosen(search.to) })
  const columns = useTables()
  return (
    <div className="stack">
      <div className="panel stack-tight">
        <p className="quiet">{t('disputes:returns.intro')}</p>
        <DatePicker.RangePicker
          aria-label={t('disputes:returns.period')}
          allowClear={false}
          style={{ maxWidth: 320 }}
          value={found.data ? [dayjs(found.data.from), dayjs(found.data.to)] : null}
          onChange={range =>
            change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
          }
        />
      </div>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading rows={10} />}
      {found.data && (
        <div className="stack">
          <section className="panel stack-tight">
            <h2>{t('disputes:returns.by-pair')}</h2>
            <Table<PairRow>
              rowKey="key"
              size="small"
              scroll={{ x: 520 }}
              columns={columns.pairs}
              dataSource={pairRows(found.data)}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{
                emptyText: (
                  <Nothing title={t('disputes:returns.empty')} next={t('disputes:returns.empty-next')} />
                ),
              }}
            />
          </section>
          <section className="panel stack-tight">
            <h2>{t('disputes:returns.by-department')}</h2>
            <Table<DepartmentRow>
              rowKey="departmentId"
              size="small"
              scroll={{ x: 560 }}
              columns={columns.departments}
              dataSource={departmentRows(found.data)}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing title={t('disputes:returns.none-sent')} /> }}
            />
          </section>
        </div>
      )}
    </div>
  )
}

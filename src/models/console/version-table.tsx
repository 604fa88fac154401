import { Link } from '@tanstack/react-router'
import { Button, Table, type TableColumnsType } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import type { ModelVersion } from '#models/model.contract.ts'
import { Decide } from './decide.tsx'
import { Difference } from './difference.tsx'
import { rateText } from './figures.rules.ts'
import { VersionState } from './state-tag.tsx'

interface Props {
  versions: readonly ModelVersion[]
  active: string | null
  compared: string | null
  onCompare(versionId: string | null): void
}

/** The versions of a task, newest first, each with its figures and what can be done with it. */
export function VersionTable({ versions, active, compared, onCompare }: Props) {
  const { t, language } = useWords()
  const share = (key: 'accuracy' | 'macroF1'): TableColumnsType<ModelVersion>[number] => ({
    key,
    title: t(`models:figure.${key}`),
    align: 'end',
    width: 100,
    render: (_, one) => <span className="number">{rateText(one[key], language)}</span>,
  })
  const columns: TableColumnsType<ModelVersion> = [
    {
      key: 'version',
      title: t('models:column.version'),
      render: (_, one) => (
        <div className="stack-tight" style={{ gap: 4 }}>
          <span className="row" style={{ gap: 6 }}>
            <Link to={`/models/${one.id}`} className="linklike number">
              {one.id.slice(0, 8)}
            </Link>
            <VersionState state={one.state} />
          </span>
          <span className="small quiet number">
            <Moment at={one.trainedAt} />
          </span>
        </div>
      ),
    },
    {
      key: 'rows',
      title: t('models:column.rows'),
      align: 'end',
      width: 90,
      responsive: ['sm'],
      render: (_, one) => (
        <span className="number">
          {new Intl.NumberFormat(language).format(one.rows)}
          <div className="small quiet">{t('models:labels', { value: one.labels })}</div>
        </span>
      ),
    },
    share('accuracy'),
    { ...share('macroF1'), responsive: ['sm'] },
    {
      key: 'against',
      title: t('models:column.against'),
      responsive: ['md'],
      render: (_, one) =>
        one.comparison ? (
          <span>
            <Difference value={one.comparison.accuracy - one.comparison.accuracyBefore} />
            <div className="small quiet">
              {t('models:against', {
                version: one.comparison.against.slice(0, 8),
                rows: new Intl.NumberFormat(language).format(one.comparison.rows),
              })}
            </div>
          </span>
        ) : (
          <span className="quiet small">{t('models:no-comparison')}</span>
        ),
    },
    {
      key: 'do',
      title: t('models:column.do'),
      render: (_, one) => (
        <div className="row">
          {active !== null && one.id !== active && (
            <Button
              size="small"
              aria-pressed={compared === one.id}
              type={compared === one.id ? 'primary' : 'default'}
              ghost={compared === one.id}
              onClick={() => onCompare(compared === one.id ? null : one.id)}
            >
              {t('models:compare')}
            </Button>
          )}
          <Decide of={one} />
        </div>
      ),
    },
  ]
  return (
    <Table<ModelVersion>
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={[...versions]}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
    />
  )
}

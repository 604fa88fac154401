import { Link } from '@tanstack/react-router'
import { Table, type TableColumnsType } from 'antd'
import type { ImportSummary } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useImports } from './import-calls.ts'
import { ImportStateTag } from './state-tag.tsx'
import { UploadArea } from './upload-area.tsx'
import { sizeText } from './wizard.rules.ts'
import './import.css'

function useColumns(): TableColumnsType<ImportSummary> {
  const { t, language } = useWords()
  const count = new Intl.NumberFormat(language)
  const figure = (
    key: 'history' | 'open' | 'repeated' | 'rejected',
  ): TableColumnsType<ImportSummary>[number] => ({
    key,
    title: t(`import:count.${key}`),
    align: 'end',
    width: 96,
    responsive: ['md'],
    render: (_, one) => <span className="number">{one.counts ? count.format(one.counts[key]) : ''}</span>,
  })
  return [
    {
      key: 'file',
      title: t('import:column.file'),
      render: (_, one) => (
        <>
          <Link to={`/imports/${one.importId}`} className="linklike">
            {one.fileName}
          </Link>
          <div className="small quiet">
            {one.format.toUpperCase()} · {sizeText(one.bytes, language)}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('import:column.state'),
      width: 110,
      render: (_, one) => (
        <>
          <ImportStateTag state={one.state} />
          {one.progress && (
            <div className="small quiet number">
              {count.format(one.progress.done)} / {count.format(one.progress.total)}
            </div>
          )}
        </>
      ),
    },
    figure('history'),
    figure('open'),
    figure('repeated'),
    figure('rejected'),
    {
      key: 'at',
      title: t('import:column.at'),
      width: 120,
      responsive: ['sm'],
      render: (_, one) => (
        <span className="number">
          <Moment at={one.createdAt} />
        </span>
      ),
    },
  ]
}

/** Upload a file of cases, and the imports so far. */
export function Page() {
  const { t } = useWords()
  const columns = useColumns()
  const list = useImports()
  return (
    <div className="stack">
      <section className="panel stack-tight">
        <p>{t('import:intro')}</p>
        <UploadArea />
      </section>
      <section className="panel stack-tight" aria-label={t('import:past')}>
        <h2>{t('import:past')}</h2>
        {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
        {!list.data && !list.error && <Loading />}
        {list.data && (
          <Table<ImportSummary>
            rowKey="importId"
            size="small"
            columns={columns}
            dataSource={list.data.items}
            pagination={false}
            locale={{ emptyText: <Nothing title={t('import:empty')} next={t('import:empty-next')} /> }}
          />
        )}
      </section>
    </div>
  )
}

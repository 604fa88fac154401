import { Table } from 'antd'
import type { ImportCheck } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'

type Row = ImportCheck['rejected'][number]

/** The first rows that would not be taken, each with its reasons and what was read. */
export function RejectedRows({ rows, headings }: { rows: readonly Row[]; headings: readonly string[] }) {
  const { t } = useWords()
  return (
    <Table<Row>
      rowKey="row"
      size="small"
      dataSource={[...rows]}
      pagination={false}
      expandable={{
        expandedRowRender: one => (
          <dl className="facts small">
            {one.cells.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name than their place.
              <div key={at} style={{ display: 'contents' }}>
                <dt>{headings[at] ?? at + 1}</dt>
                <dd>{cell}</dd>
              </div>
            ))}
          </dl>
        ),
      }}
      columns={[
        {
          key: 'row',
          title: t('import:column.row'),
          width: 72,
          render: (_, one) => <span className="number">{one.row}</span>,
        },
        {
          key: 'reasons',
          title: t('import:column.reasons'),
          render: (_, one) => (
            <ul className="plain-list">
              {one.reasons.map(reason => (
                <li key={`${reason.code}${reason.field}`}>{reason.message}</li>
              ))}
            </ul>
          ),
        },
        {
          key: 'cells',
          title: t('import:column.cells'),
          responsive: ['md'],
          render: (_, one) => (
            <span className="quiet two-lines">{one.cells.filter(Boolean).join(' | ')}</span>
          ),
        },
      ]}
    />
  )
}

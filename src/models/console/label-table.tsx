import { Table, type TableColumnsType } from 'antd'
import { useWords } from '#console/kit/language.ts'
import type { ModelFigures } from '#models/model.contract.ts'
import { rateText } from './figures.rules.ts'
import { useLabelName } from './label-name.ts'

type LabelFigures = ModelFigures['perLabel'][number]

/** Every label with its figures; sorted by what the reader asks for. */
export function LabelTable({ figures }: { figures: ModelFigures }) {
  const { t, language } = useWords()
  const nameOf = useLabelName()
  const share = (key: 'precision' | 'recall' | 'f1'): TableColumnsType<LabelFigures>[number] => ({
    key,
    title: t(`models:column.${key}`),
    align: 'end',
    width: 96,
    sorter: (a, b) => a[key] - b[key],
    render: (_, one) => <span className="number">{rateText(one[key], language)}</span>,
  })
  return (
    <Table<LabelFigures>
      rowKey="label"
      size="small"
      dataSource={figures.perLabel}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 25, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
      columns={[
        {
          key: 'label',
          title: t('models:column.label'),
          render: (_, one) => nameOf(one.label),
          sorter: (a, b) => nameOf(a.label).localeCompare(nameOf(b.label), language),
        },
        {
          key: 'rows',
          title: t('models:column.rows'),
          align: 'end',
          width: 84,
          defaultSortOrder: 'descend',
          sorter: (a, b) => a.rows - b.rows,
          render: (_, one) => <span className="number">{one.rows}</span>,
        },
        share('precision'),
        share('recall'),
        share('f1'),
      ]}
    />
  )
}

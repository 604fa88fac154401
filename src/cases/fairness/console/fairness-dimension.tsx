import { Table, type TableColumnsType } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import { type FairnessGroup, type FairnessReport, fairnessShares } from '../fairness.contract.ts'

type DimensionOf = FairnessReport['dimensions'][number]

/** What a group is called: a district by its name, a word of the case loop as everywhere, the rest by its own words. */
function useGroupTitle(dimension: DimensionOf) {
  const { t, language } = useWords()
  return (key: string) => {
    const title = dimension.groups.find(one => one.key === key)?.title
    if (title) return language === 'en' ? title.en : title.zh
    const own = t(`fairness:key.${key}`, { defaultValue: '' })
    if (own) return own
    return t(`kit:${dimension.dimension}.${key}`, { defaultValue: key })
  }
}

function Gaps({ of }: { of: DimensionOf }) {
  const { t, language } = useWords()
  const titleOf = useGroupTitle(of)
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const ratio = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  const alarmsFirst = of.gaps.toSorted((one, other) => Number(other.alarm) - Number(one.alarm))
  return (
    <ul className="plain-list stack-tight" aria-label={t('fairness:gaps')}>
      {alarmsFirst.map(one => (
        <li key={one.name} className="row-between">
          <span>
            <strong>{t(`fairness:share.${one.name}`)}</strong>{' '}
            {t('fairness:gap', {
              highest: titleOf(one.highest),
              lowest: titleOf(one.lowest),
              difference: percent.format(one.difference),
              ratio: one.ratio === null ? t('fairness:no-ratio') : ratio.format(one.ratio),
            })}
          </span>
          <ToneTag tone={one.alarm ? 'bad' : 'calm'}>
            {t(one.alarm ? 'fairness:alarm' : 'fairness:calm')}
          </ToneTag>
        </li>
      ))}
    </ul>
  )
}

/** One way of grouping: a table of shares with their intervals, and the differences between the extremes. */
export function Dimension({ of }: { of: DimensionOf }) {
  const { t, language } = useWords()
  const titleOf = useGroupTitle(of)
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const columns: TableColumnsType<FairnessGroup> = [
    { key: 'group', title: t('fairness:group'), render: (_, one) => titleOf(one.key) },
    {
      key: 'count',
      title: t('fairness:count'),
      align: 'right',
      render: (_, one) => <span className="number">{number.format(one.count)}</span>,
    },
    ...fairnessShares.map(name => ({
      key: name,
      title: t(`fairness:share.${name}`),
      align: 'right' as const,
      render: (_: unknown, one: FairnessGroup) => {
        const share = one.shares.find(each => each.name === name)
        if (!share || share.value === null || share.low === null || share.high === null)
          return <span className="quiet">{'–'}</span>
        return (
          <>
            <div className="number">{percent.format(share.value)}</div>
            <div className="small quiet number">
              {t('fairness:interval', {
                low: percent.format(share.low),
                high: percent.format(share.high),
                of: number.format(share.of),
              })}
            </div>
          </>
        )
      },
    })),
    {
      key: 'hours',
      title: t('fairness:hours'),
      align: 'right',
      render: (_, one) => (
        <span className="number">{one.hours === null ? '–' : number.format(one.hours)}</span>
      ),
    },
  ]
  return (
    <section className="panel stack-tight">
      <h2>{t(`fairness:dimension.${of.dimension}`)}</h2>
      {of.gaps.length > 0 && <Gaps of={of} />}
      <Table<FairnessGroup>
        rowKey="key"
        size="small"
        columns={columns}
        dataSource={of.groups}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </section>
  )
}

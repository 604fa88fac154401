import { Rate, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { DueText, Moment } from '#console/kit/moments.tsx'
import type { CaseDetail } from './case-calls.ts'

/** What is known of a case besides the words; what the reader may not see is said, not left out. */
export function CaseFacts({ of }: { of: CaseDetail }) {
  const { t } = useWords()
  const names = useCityNames()
  const masked = <span className="quiet">{t('kit:masked')}</span>
  const none = <span className="quiet">{t('cases:fact.none')}</span>
  const reporter = of.reporter
  const facts: [string, ReactNode][] = [
    [
      'departmentId',
      names.department(of.departmentId) || <span className="quiet">{t('kit:no-department')}</span>,
    ],
    ['dutyId', names.duty(of.dutyId) || names.category(of.categoryId) || none],
    ['dueAt', <DueText key="due" at={of.dueAt} closed={of.state === 'closed'} />],
    [
      'reporter',
      reporter ? (reporter.anonymous ? t('cases:intake.anonymous') : (reporter.name ?? none)) : masked,
    ],
    [
      'phone',
      reporter ? (
        reporter.phone ? (
          <span key="phone" className="number">
            {reporter.phone}
          </span>
        ) : (
          none
        )
      ) : (
        masked
      ),
    ],
    ['address', of.address ?? none],
    ['regionId', names.region(of.regionId) || none],
    ['nature', t(`kit:nature.${of.nature}`)],
    ['channel', t(`kit:channel.${of.channel}`)],
    ['reportedAt', <Moment key="at" at={of.reportedAt} />],
    ...(of.closedAt ? [['closedAt', <Moment key="closed" at={of.closedAt} />] as [string, ReactNode]] : []),
    ...(of.rating ? [['rating', <Rate key="rate" disabled value={of.rating} />] as [string, ReactNode]] : []),
    ...(of.followUpCode
      ? [
          [
            'followUpCode',
            <Typography.Text key="code" code copyable className="number">
              {of.followUpCode}
            </Typography.Text>,
          ] as [string, ReactNode],
        ]
      : []),
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{t(`cases:fact.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

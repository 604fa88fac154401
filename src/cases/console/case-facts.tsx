import { Rate, Tag, Typography } from 'antd'
import type { ReactNode } from 'react'
import { AssigneeName } from '#cases/assignments/console/assignee-name.tsx'
import { clockFacts } from '#cases/deadlines/console/clock-facts.tsx'
import { MaskedContact } from '#cases/looks/console/masked-contact.tsx'
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
  const unknown = reporter?.confidential ? <span className="quiet">{t('cases:fact.hidden')}</span> : none
  const facts: [string, ReactNode][] = [
    [
      'departmentId',
      names.department(of.departmentId) || <span className="quiet">{t('kit:no-department')}</span>,
    ],
    ['dutyId', names.duty(of.dutyId) || names.category(of.categoryId) || none],
    ...(of.state === 'dispatched' || of.state === 'handling' || of.assigneeId
      ? [
          [
            'assigneeId',
            <AssigneeName key="who" departmentId={of.departmentId} personId={of.assigneeId} />,
          ] as [string, ReactNode],
        ]
      : []),
    ['dueAt', <DueText key="due" at={of.dueAt} closed={of.state === 'closed' || of.pause !== null} />],
    ...clockFacts(of, t, names),
    [
      'reporter',
      reporter ? (reporter.anonymous ? t('cases:intake.anonymous') : (reporter.name ?? unknown)) : masked,
    ],
    ...(reporter?.minor
      ? [['minor', <Tag key="minor">{t('cases:fact.minor')}</Tag>] as [string, ReactNode]]
      : []),
    ...(reporter?.onBehalfOf
      ? [
          [
            'onBehalfOf',
            [
              t(`cases:relation.${reporter.onBehalfOf.relation}`),
              reporter.onBehalfOf.name,
              reporter.onBehalfOf.phone,
            ]
              .filter(Boolean)
              .join(' · '),
          ] as [string, ReactNode],
        ]
      : []),
    [
      'phone',
      reporter ? (
        reporter.phone && reporter.masked ? (
          <MaskedContact key="phone" caseId={of.caseId} number={reporter.phone} />
        ) : reporter.phone ? (
          <span key="phone" className="number">
            {reporter.phone}
          </span>
        ) : (
          unknown
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

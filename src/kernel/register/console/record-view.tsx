import './register.css'
import { Table } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import {
  impactQuestions,
  optionalTexts,
  type PublicRecord,
  requiredTexts,
  type StageView,
} from '../register.contract.ts'

const tones: Record<PublicRecord['standing'], Tone> = {
  'in-force': 'good',
  'carried-over': 'warning',
  'not-registered': 'bad',
  'registration-expired': 'bad',
}

/** How an algorithm stands, as a tag. */
export function Standing({ of }: { of: PublicRecord }) {
  const { t } = useWords()
  return <ToneTag tone={tones[of.standing]}>{t(`register:standing.${of.standing}`)}</ToneTag>
}

/** A text of the entry; one that nobody wrote is shown as empty. */
function Text({ label, text }: { label: string; text: string }) {
  const { t } = useWords()
  return (
    <>
      <dt>{label}</dt>
      <dd className="register-text">
        {text === '' ? <span className="quiet">{t('register:empty-field')}</span> : text}
      </dd>
    </>
  )
}

/** Where a stage works, and how matters went before and since. */
export function StageTable({ stages }: { stages: readonly StageView[] }) {
  const { t, language } = useWords()
  const percent = (share: number | null | undefined) =>
    share == null
      ? '–'
      : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  const number = (value: number | null | undefined) =>
    value == null ? '–' : new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)
  const rows = stages.flatMap(one =>
    (['baseline', 'effect'] as const).map(part => ({
      key: `${one.beganAt} ${part}`,
      one,
      part,
      of: one[part],
    })),
  )
  type Row = (typeof rows)[number]
  return (
    <Table<Row>
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={rows}
      columns={[
        {
          key: 'stage',
          title: t('register:column.stage'),
          onCell: row => ({ rowSpan: row.part === 'baseline' ? 2 : 0 }),
          render: (_, { one }) => (
            <>
              <div>{t(`register:stage.${one.stage}`)}</div>
              <div className="small quiet">
                <Moment at={one.beganAt} /> {one.endedAt && <Moment at={one.endedAt} />}
              </div>
              <div className="small">
                {one.names.map(name => name[language === 'en' ? 'en' : 'zh']).join(' ')}
              </div>
            </>
          ),
        },
        {
          key: 'part',
          title: t('register:column.part'),
          render: (_, { part }) => t(`register:part.${part}`),
        },
        {
          key: 'matters',
          title: t('register:column.matters'),
          align: 'right',
          render: (_, { of }) => number(of?.matters),
        },
        {
          key: 'resolved',
          title: t('register:column.resolved'),
          align: 'right',
          render: (_, { of }) => percent(of?.resolved),
        },
        {
          key: 'satisfied',
          title: t('register:column.satisfied'),
          align: 'right',
          render: (_, { of }) => percent(of?.satisfied),
        },
        {
          key: 'hours',
          title: t('register:column.hours'),
          align: 'right',
          render: (_, { of }) => number(of?.hours),
        },
        {
          key: 'returned',
          title: t('register:column.returned'),
          align: 'right',
          render: (_, { of }) => percent(of?.returned),
        },
      ]}
    />
  )
}

/** One algorithm with everything that the public reads of it. */
export function RecordView({ of }: { of: PublicRecord }) {
  const { t, language } = useWords()
  const { content, recent, objections } = of
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const adopted = recent.settled === 0 ? '–' : percent.format(recent.adopted / recent.settled)
  return (
    <div className="stack-tight">
      <p>{t(`register:gate.${of.gate}`)}</p>
      <p className="small quiet">
        {t(`register:risk.${of.risk}`)}
        {' · '}
        {t('register:recent', {
          days: recent.days,
          decisions: recent.decisions,
          settled: recent.settled,
          adopted,
        })}
        {objections &&
          ` · ${t('register:objections', { count: objections.objections, upheld: objections.upheld })}`}
        {of.expiresAt && (
          <>
            {' · '}
            {t('register:until')} <Moment at={of.expiresAt} />
          </>
        )}
      </p>
      {of.stage && <StageTable stages={[of.stage]} />}
      {content === null ? (
        <p>{t(`register:note.${of.standing}`)}</p>
      ) : (
        <dl className="facts register-facts">
          {[...requiredTexts, ...optionalTexts].map(name => (
            <Text key={name} label={t(`register:field.${name}`)} text={content[name]} />
          ))}
          {impactQuestions.map(name => (
            <Text key={name} label={t(`register:question.${name}`)} text={content.impact[name]} />
          ))}
        </dl>
      )}
    </div>
  )
}

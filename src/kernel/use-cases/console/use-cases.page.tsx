import { Link } from '@tanstack/react-router'
import { Alert, Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { FormDrawer } from '#console/kit/send-form.tsx'
import { useMay } from '#console/kit/session.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import type { UseCase } from '../use-case.contract.ts'
import { RequestForm } from './request-form.tsx'
import { useTraining, useUseCases } from './use-case-calls.ts'
import { riskTones, stateTones } from './use-case-tones.ts'
import { UseCaseView } from './use-case-view.tsx'
import './use-cases.css'

function useColumns(): TableColumnsType<UseCase> {
  const { t } = useWords()
  return [
    {
      key: 'title',
      title: t('use-cases:column.case'),
      render: (_, one) => (
        <div className="stack-tight" style={{ gap: 2 }}>
          <strong>{one.title}</strong>
          <span className="small quiet">
            {one.tool} · {t(`use-cases:place.${one.toolPlace}`)}
          </span>
        </div>
      ),
    },
    {
      key: 'state',
      title: t('use-cases:column.state'),
      render: (_, one) => (
        <>
          <ToneTag tone={stateTones[one.state]}>{t(`use-cases:state.${one.state}`)}</ToneTag>
          {one.validUntil && one.state === 'approved' && (
            <div className="small quiet">{t('use-cases:until', { day: one.validUntil })}</div>
          )}
        </>
      ),
    },
    {
      key: 'risk',
      title: t('use-cases:column.risk'),
      responsive: ['sm'],
      render: (_, one) => <ToneTag tone={riskTones[one.risk]}>{t(`use-cases:risk.${one.risk}`)}</ToneTag>,
    },
  ]
}

/** How the reader stands with the course. */
function TrainingNotice() {
  const { t, language } = useWords()
  const found = useTraining()
  if (!found.data) return null
  const { valid, validUntil } = found.data
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  return (
    <Alert
      type={valid ? 'success' : 'warning'}
      showIcon
      title={
        valid && validUntil
          ? t('use-cases:trained', { until: day.format(new Date(validUntil)) })
          : t('use-cases:not-trained')
      }
      action={
        <Link to="/use-cases/training" className="linklike">
          {t('use-cases:to-training')}
        </Link>
      }
    />
  )
}

/** What generative AI may be used for by staff: asked for, weighed, approved until a day, used by trained people. */
export function Page() {
  const { t } = useWords()
  const list = useUseCases()
  const columns = useColumns()
  const mayRequest = useMay('use-cases:request')
  const mayUse = useMay('use-cases:use')
  const [asking, setAsking] = useState(false)
  const [chosenId, setChosenId] = useState<string | null>(null)
  if (list.error && !list.data) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Loading rows={8} />
  const rows = list.data.items
  const chosen = rows.find(one => one.useCaseId === chosenId) ?? rows[0]
  return (
    <div className="stack">
      {mayUse && <TrainingNotice />}
      <div className="panel stack-tight">
        <p className="quiet">{t('use-cases:intro')}</p>
        {mayRequest && (
          <div>
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('use-cases:request')}
            </Button>
          </div>
        )}
      </div>
      <div className="queue">
        <div className="panel stack-tight">
          <Table<UseCase>
            rowKey="useCaseId"
            size="small"
            columns={columns}
            dataSource={rows}
            pagination={rows.length > 50 ? { pageSize: 50 } : false}
            showHeader={rows.length > 0}
            locale={{
              emptyText: <Nothing title={t('use-cases:empty')} next={t('use-cases:empty-next')} />,
            }}
            rowClassName={one => (one === chosen ? 'row-chosen' : '')}
            onRow={one => ({
              onClick: () => setChosenId(one.useCaseId),
              'aria-selected': one === chosen,
            })}
          />
        </div>
        <aside tabIndex={-1} aria-label={t('use-cases:beside')} className="queue-beside">
          {chosen && <UseCaseView key={chosen.useCaseId} of={chosen} />}
        </aside>
      </div>
      {asking && (
        <FormDrawer title={t('use-cases:request')} size={560} focusInside onClose={() => setAsking(false)}>
          <RequestForm done={() => setAsking(false)} />
        </FormDrawer>
      )}
    </div>
  )
}

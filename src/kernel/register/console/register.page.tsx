import { Button, Collapse } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import type { RegisterDetail } from '../register.contract.ts'
import { ApprovePanel, EndPanel, FilingPanel, StagePanel } from './entry-acts.tsx'
import { EntryForm } from './entry-form.tsx'
import { RecordView, StageTable, Standing } from './record-view.tsx'
import { useRegister, useRegisterDetail } from './register-calls.ts'

function History({ of }: { of: RegisterDetail }) {
  const { t } = useWords()
  return (
    <ul className="plain-list stack-tight">
      {of.changes.map(one => (
        <li key={`${one.at} ${one.act}`} className="row-between">
          <span>
            {t(`register:act.${one.act}`)}{' '}
            {one.version !== null && t('register:version', { version: one.version })}{' '}
            {typeof one.facts.reason === 'string' && one.facts.reason}
          </span>
          <span className="small quiet">
            {of.people[one.by] ?? one.by} <Moment at={one.at} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Entry({ algorithm }: { algorithm: string }) {
  const { t } = useWords()
  const found = useRegisterDetail(algorithm)
  const [edits, setEdits] = useState(false)
  const mayWrite = useMay('register:write')
  const mayApprove = useMay('register:approve')
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={6} />
  const of = found.data
  const holds = of.record.content !== null
  return (
    <div className="stack">
      {mayApprove && <ApprovePanel of={of} />}
      {edits ? (
        <EntryForm of={of} close={() => setEdits(false)} />
      ) : (
        <>
          {mayWrite && (
            <p>
              <Button onClick={() => setEdits(true)}>
                {t(of.draft ? 'register:edit-draft' : 'register:new-draft')}
              </Button>
            </p>
          )}
          <RecordView of={of.record} />
        </>
      )}
      <h3>{t('register:section.stages')}</h3>
      {of.stages.length === 0 ? (
        <p className="quiet">{t('register:no-stage')}</p>
      ) : (
        <StageTable stages={of.stages} />
      )}
      {mayApprove && holds && <StagePanel of={of} />}
      <h3>{t('register:section.filings')}</h3>
      <FilingPanel of={of} may={mayWrite} />
      <h3>{t('register:section.history')}</h3>
      <History of={of} />
      {mayApprove && holds && <EndPanel of={of} />}
    </div>
  )
}

/** The register for those who keep it: drafts with their gaps, approval by another, stages, filings, history. */
export function Page() {
  const { t, language } = useWords()
  const found = useRegister()
  const [search, change] = useFilters()
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={8} />
  return (
    <div className="stack">
      <p className="quiet">{t('register:keepers')}</p>
      <Collapse
        destroyOnHidden
        accordion
        activeKey={search.algorithm ?? ''}
        onChange={keys => change({ algorithm: keys.at(-1) })}
        items={found.data.items.map(one => ({
          key: one.algorithm.id,
          label: (
            <span className="row-between">
              <span>
                <strong>{one.algorithm.title[language === 'en' ? 'en' : 'zh']}</strong>{' '}
                <span className="small quiet">{one.algorithm.id}</span>
              </span>{' '}
              <Standing of={one} />
            </span>
          ),
          children: <Entry algorithm={one.algorithm.id} />,
        }))}
      />
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { Steps } from 'antd'
import { useEffect, useRef } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { usePathParameter } from '#console/kit/use-search.ts'
import { AtWork } from './at-work.tsx'
import { Ended } from './ended.tsx'
import { useImport } from './import-calls.ts'
import { Prepare } from './prepare.tsx'
import { ImportStateTag } from './state-tag.tsx'
import { isAtWork, stepOf } from './wizard.rules.ts'
import './import.css'

const steps = ['columns', 'check', 'run', 'result'] as const

/** Where the work is shown: when it has ended, who cannot see is told, and Tab goes on from there. */
function useResultFocus(atWork: boolean) {
  const place = useRef<HTMLDivElement>(null)
  const worked = useRef(atWork)
  useEffect(() => {
    if (worked.current && !atWork) place.current?.focus({ preventScroll: true })
    worked.current = atWork
  }, [atWork])
  return place
}

/** One import from the file to its result, as a wizard that can be left and come back to. */
export function Page() {
  const { t } = useWords()
  const found = useImport(usePathParameter('importId'))
  const place = useResultFocus(found.data !== undefined && isAtWork(found.data.state))
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={12} />
  const of = found.data
  return (
    <div className="stack">
      <div className="row">
        <Link to="/imports" className="linklike">
          {t('import:back')}
        </Link>
        <strong style={{ overflowWrap: 'anywhere' }}>{of.fileName}</strong>
        <ImportStateTag state={of.state} />
      </div>
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={stepOf(of)}
        status={of.state === 'failed' ? 'error' : of.state === 'done' ? 'finish' : 'process'}
        items={steps.map(step => ({ title: t(`import:step.${step}`) }))}
      />
      <section ref={place} tabIndex={-1} aria-label={t(`import:state.${of.state}`)} className="result">
        {of.state === 'uploaded' && <Prepare of={of} />}
        {isAtWork(of.state) && <AtWork of={of} />}
        {of.state !== 'uploaded' && !isAtWork(of.state) && <Ended of={of} />}
      </section>
    </div>
  )
}

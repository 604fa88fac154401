import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { call, saveFile } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { fairnessReport } from '../fairness.contract.ts'
import { Dimension } from './fairness-dimension.tsx'

const spans = [30, 90, 180, 366]

/** Advice and its outcome by group: where the difference is more than chance stands first to be seen. */
export function Page() {
  const { t, language } = useWords()
  const [days, setDays] = useState(90)
  const [identity, setIdentity] = useState(false)
  const query = { days: String(days), identity: identity ? 'true' : undefined }
  const found = useQuery({
    queryKey: ['fairness', query],
    queryFn: ({ signal }) => call(fairnessReport, { path: '/api/fairness', query, signal }),
    placeholderData: keepPreviousData,
  })
  const save = useMutation({ mutationFn: () => saveFile({ path: '/api/fairness/bundle', query }) })
  const number = new Intl.NumberFormat(language)
  return (
    <div className="stack">
      <div className="panel filters">
        <Select
          value={days}
          aria-label={t('fairness:span')}
          onChange={setDays}
          options={spans.map(value => ({ value, label: t('fairness:days', { count: value }) }))}
        />
        <Checkbox checked={identity} onChange={event => setIdentity(event.target.checked)}>
          {t('fairness:identity')}
        </Checkbox>
        {identity && <span className="small quiet">{t('fairness:identity-note')}</span>}
        <Button onClick={() => save.mutate()} loading={save.isPending} title={t('fairness:bundle-note')}>
          {t('fairness:bundle')}
        </Button>
      </div>
      {save.error && <ProblemNotice error={save.error} />}
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading rows={12} />}
      {found.data && (
        <>
          <p className="quiet">{t('fairness:intro', { least: found.data.leastGroup })}</p>
          <p className="small quiet">
            {t('fairness:cases', { cases: number.format(found.data.cases) })}{' '}
            {found.data.truncated && t('fairness:truncated', { cases: number.format(found.data.cases) })}
          </p>
          {found.data.cases === 0 && (
            <div className="panel">
              <Nothing title={t('fairness:empty')} next={t('fairness:empty-next')} />
            </div>
          )}
          {found.data.cases > 0 &&
            found.data.dimensions.map(one => <Dimension key={one.dimension} of={one} />)}
        </>
      )}
    </div>
  )
}

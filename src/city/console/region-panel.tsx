import { Tag } from 'antd'
import type { Region } from '#city/region.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { EditRegion } from './edit-region.tsx'
import { EndEntry } from './end-entry.tsx'
import { useRegion } from './entry-calls.ts'
import { FormerList } from './former-list.tsx'

function Facts({ of }: { of: Region }) {
  const { t } = useWords()
  const names = useCityNames()
  return (
    <dl className="facts">
      <dt>{t('city:field.level')}</dt>
      <dd>
        {t(`city:level.${of.level}`)}{' '}
        {of.validTo && <Tag color="gold">{t('city:entry-ends-on', { date: of.validTo })}</Tag>}
      </dd>
      <dt>{t('city:field.path')}</dt>
      <dd>{[...of.ancestors, of.id].map(names.region).join(' · ')}</dd>
      <dt>{t('city:field.code')}</dt>
      <dd className="number">{of.code}</dd>
      {of.longitude !== null && of.latitude !== null && (
        <>
          <dt>{t('city:field.center')}</dt>
          <dd className="number">
            {of.longitude.toFixed(5)}, {of.latitude.toFixed(5)}
          </dd>
        </>
      )}
    </dl>
  )
}

function Edit({ id }: { id: string }) {
  const { t } = useWords()
  const names = useCityNames()
  const found = useRegion(id)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  return (
    <details className="stack-tight">
      <summary>{t('city:edit-region')}</summary>
      <div className="stack region-edit">
        <EditRegion of={found.data} />
        <div className="row">
          <EndEntry path={`regions/${id}`} of={found.data} />
        </div>
        <FormerList path={`regions/${id}`} nameOf={names.region} />
      </div>
    </details>
  )
}

/** One region: facts for everybody, the form for who may edit. */
export function RegionPanel({ of }: { of: Region }) {
  const mayEdit = useMay('city:edit')
  return (
    <>
      <Facts of={of} />
      {mayEdit && <Edit id={of.id} />}
    </>
  )
}

import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { Duty } from '#city/duty.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useDutyVersions } from './city-calls.ts'
import { DutyForm } from './duty-form.tsx'
import { EndDuty } from './end-duty.tsx'

function Facts({ of }: { of: Duty }) {
  const { t, language } = useWords()
  const names = useCityNames()
  const helpers = [...of.coHosts.map(names.department), ...(of.coHostByRegion ? [t('city:by-region')] : [])]
  const facts = [
    ['id', of.id],
    ['categoryId', names.category(of.categoryId)],
    ['hostDepartmentId', of.hostByRegion ? t('city:by-region') : names.department(of.hostDepartmentId)],
    ['coHosts', listText(helpers, language)],
    ['timeLimitWorkdays', t('city:workdays', { value: of.timeLimitWorkdays })],
    ['urgency', t(`kit:urgency.${of.urgency}`)],
    ['legalBasis', of.legalBasis],
    ['description', of.description],
  ].filter(([, value]) => value !== '')
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{t(`city:field.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One duty beside the list: what is in force, how it came to be, the next version. */
export function DutyDrawer({ dutyId, onClose }: { dutyId: string; onClose(): void }) {
  const { t, language } = useWords()
  const mayEdit = useMay('duties:edit')
  const found = useDutyVersions(dutyId)
  const [editing, setEditing] = useState(false)
  const [newest, ...older] = found.data?.items ?? []
  const span = (one: Duty) =>
    t(one.validTo ? 'city:from-to' : 'city:from', { from: one.validFrom, to: one.validTo })
  return (
    <Drawer
      open
      size={500}
      mask={{ closable: !editing }}
      onClose={onClose}
      title={newest ? nameIn(language, { name: newest.title, nameEnglish: newest.titleEnglish }) : ''}
    >
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!newest && !found.error && <Loading />}
      {newest && (
        <div className="stack">
          <p className="quiet">
            {t('city:version', { value: newest.version })} · {span(newest)}
          </p>
          {editing ? (
            <DutyForm of={newest} onDone={() => setEditing(false)} />
          ) : (
            <>
              <Facts of={newest} />
              {mayEdit && newest.validTo === null && (
                <div className="row">
                  <Button type="primary" onClick={() => setEditing(true)}>
                    {t('city:edit-duty')}
                  </Button>
                  <EndDuty of={newest} />
                </div>
              )}
            </>
          )}
          {older.length > 0 && (
            <section className="stack-tight">
              <h2>{t('city:section.versions')}</h2>
              {older.map(one => (
                <details key={one.version}>
                  <summary>
                    {t('city:version', { value: one.version })} · {span(one)}
                  </summary>
                  <Facts of={one} />
                </details>
              ))}
            </section>
          )}
        </div>
      )}
    </Drawer>
  )
}

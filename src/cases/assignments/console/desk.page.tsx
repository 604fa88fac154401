import { Button, Select } from 'antd'
import { useCityNames, useDepartments } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useSession } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import type { DeskPeople } from '../assignment.contract.ts'
import { AbsenceForm } from './absence-form.tsx'
import { useDesk, useEndAbsence } from './desk-calls.ts'
import { DeskSettingsTable } from './desk-settings.tsx'
import { under } from './roster.rules.ts'

function Absences({ desk }: { desk: DeskPeople }) {
  const { t } = useWords()
  const end = useEndAbsence()
  return (
    <section className="panel stack-tight">
      <h2>{t('assignments:absence.title')}</h2>
      {end.error && <ProblemNotice error={end.error} />}
      {desk.absences.length === 0 && <p className="quiet">{t('assignments:absence.none')}</p>}
      <ul className="plain-list">
        {desk.absences.map(one => (
          <li key={one.absenceId} className="row-between">
            <span>
              {t(`assignments:absence.says-${one.kind}`, {
                person: one.personName,
                substitute: one.substituteName,
              })}{' '}
              <span className="small quiet number">
                {one.starts} – {one.ends}
              </span>
            </span>
            {one.mayEnd && (
              <Button
                size="small"
                loading={end.isPending && end.variables === one.absenceId}
                onClick={() => end.mutate(one.absenceId)}
              >
                {t('assignments:absence.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <AbsenceForm desk={desk} />
    </section>
  )
}

/** Who of the department works on how much, who is on duty, who is away and who stands in. */
export function Page() {
  const { t } = useWords()
  const names = useCityNames()
  const session = useSession()
  const [search, change] = useFilters()
  const departmentId = search.department ?? session.departmentId
  const departments = useDepartments()
  const found = useDesk(departmentId)
  const led =
    session.departmentId !== null && session.roles.includes('department-lead')
      ? under(departments ?? [], session.departmentId)
      : []
  if (departmentId === null) return <Nothing title={t('assignments:no-department')} />
  return (
    <div className="stack">
      <div className="panel row-between">
        <strong>{names.department(departmentId)}</strong>
        {led.length > 1 && (
          <Select
            aria-label={t('kit:column.department')}
            style={{ minWidth: 240 }}
            showSearch={{ optionFilterProp: 'label' }}
            value={departmentId}
            options={led.map(one => ({ value: one, label: names.department(one) }))}
            onChange={value => change({ department: value })}
          />
        )}
      </div>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading rows={8} />}
      {found.data && (
        <>
          <section className="panel stack-tight">
            <h2>{t('assignments:people')}</h2>
            <p className="quiet">{t('assignments:people-note')}</p>
            <DeskSettingsTable key={departmentId} desk={found.data} />
          </section>
          <Absences key={`${departmentId} absences`} desk={found.data} />
        </>
      )}
    </div>
  )
}

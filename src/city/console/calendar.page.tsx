import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { CalendarDay } from '#city/calendar.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { monthsOf, workdaysOf } from './calendar.rules.ts'
import { useCalendar } from './city-calls.ts'
import { DayDialog } from './day-dialog.tsx'
import { MonthTable } from './month-table.tsx'
import { Periods } from './periods.tsx'
import './city.css'

const sorts = ['holiday', 'make-up', 'off', 'edited'] as const

/** When the city's offices work: a year at a glance, its holidays and make-up days, the hours of the week. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const mayEdit = useMay('calendar:edit')
  const asked = Number(search.year)
  const year = asked >= 1990 && asked <= 2100 ? asked : new Date().getFullYear()
  const found = useCalendar(year)
  const [chosen, setChosen] = useState<CalendarDay | null>(null)
  const go = (to: number) => change({ year: String(to) })
  return (
    <div className="stack">
      <div className="panel row-between">
        <div className="row">
          <Button
            icon={<LeftOutlined />}
            aria-label={t('city:calendar.before')}
            disabled={year <= 1990}
            onClick={() => go(year - 1)}
          />
          <strong className="number year">{year}</strong>
          <Button
            icon={<RightOutlined />}
            aria-label={t('city:calendar.after')}
            disabled={year >= 2100}
            onClick={() => go(year + 1)}
          />
          {found.data && (
            <span className="quiet">
              {t('city:calendar.workdays', { value: workdaysOf(found.data.days), zone: found.data.timeZone })}
            </span>
          )}
        </div>
        <ul className="plain-list legend small">
          {sorts.map(sort => (
            <li key={sort}>
              <span className={`day-sign day-${sort}`} aria-hidden /> {t(`city:day.${sort}`)}
            </li>
          ))}
        </ul>
      </div>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading rows={12} />}
      {found.data && (
        <>
          {!found.data.announced && (
            <Alert type="warning" showIcon title={t('city:calendar.provisional', { year })} />
          )}
          <div className="months">
            {monthsOf(found.data.days).map(month => (
              <MonthTable key={month.month} year={year} of={month} onChoose={mayEdit ? setChosen : null} />
            ))}
          </div>
          <section className="panel stack-tight">
            <h2>{t('city:section.periods')}</h2>
            <Periods
              key={JSON.stringify(found.data.periods)}
              periods={found.data.periods}
              mayEdit={mayEdit}
            />
          </section>
        </>
      )}
      {chosen && <DayDialog key={chosen.date} of={chosen} onClose={() => setChosen(null)} />}
    </div>
  )
}

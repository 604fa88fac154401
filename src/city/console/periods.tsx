import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { CalendarPeriod } from '#city/calendar.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { hoursText, readHours } from './calendar.rules.ts'
import { useEditPeriods } from './city-calls.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The working hours of the week, typed as people write them. */
export function Periods({ periods, mayEdit }: { periods: readonly CalendarPeriod[]; mayEdit: boolean }) {
  const { t, language } = useWords()
  const { message } = App.useApp()
  const [texts, setTexts] = useState(() => weekdays.map(day => hoursText(periods, day)))
  const edit = useEditPeriods()
  const read = weekdays.map((day, at) => readHours(texts[at] ?? '', day))
  const all = read.flatMap(one => one ?? [])
  const broken = read.includes(null)
  const changed = weekdays.some((day, at) => texts[at] !== hoursText(periods, day))
  const send = () => edit.mutate(all, { onSuccess: () => void message.success(t('city:saved')) })
  const nameOf = (day: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'long' }).format(new Date(2026, 0, 4 + day))
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        if (!broken && all.length > 0 && changed) send()
      }}
    >
      <p className="quiet">{t('city:calendar.periods-note')}</p>
      {edit.error && <ProblemNotice error={edit.error} kept />}
      <div className="fields">
        {weekdays.map((day, at) => (
          <Field key={day} label={nameOf(day)} error={read[at] === null ? t('city:fault.hours') : undefined}>
            {control => (
              <Input
                {...control}
                disabled={!mayEdit}
                placeholder={t('city:calendar.rest-day')}
                value={texts[at]}
                onChange={event => setTexts(before => before.with(at, event.target.value))}
              />
            )}
          </Field>
        ))}
      </div>
      {all.length === 0 && !broken && <p className="field-error">{t('city:fault.no-hours')}</p>}
      {mayEdit && (
        <div>
          <Button
            type="primary"
            htmlType="submit"
            disabled={broken || all.length === 0 || !changed}
            loading={edit.isPending}
          >
            {t('city:save')}
          </Button>
        </div>
      )}
    </form>
  )
}

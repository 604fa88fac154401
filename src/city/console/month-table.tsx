import type { CalendarDay } from '#city/calendar.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { type Month, sortOf } from './calendar.rules.ts'

interface Props {
  year: number
  of: Month
  /** Null for who may only look. */
  onChoose: ((day: CalendarDay) => void) | null
}

/** One month; each day says by sign, colour and name what it is. */
export function MonthTable({ year, of, onChoose }: Props) {
  const { t, language } = useWords()
  const name = new Intl.DateTimeFormat(language, { month: 'long' }).format(new Date(year, of.month - 1, 1))
  // 5 January 2026 was a Monday.
  const weekdays = Array.from({ length: 7 }, (_, at) =>
    new Intl.DateTimeFormat(language, { weekday: 'narrow' }).format(new Date(2026, 0, 5 + at)),
  )
  const spoken = (day: CalendarDay) =>
    [day.date, t(`city:day.${sortOf(day)}`), day.name, day.source === 'edited' ? t('city:day.edited') : '']
      .filter(Boolean)
      .join(' · ')
  return (
    <div className="panel">
      <table className="month">
        <caption>{name}</caption>
        <thead>
          <tr>
            {weekdays.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: weekdays share letters and never move.
              <th key={at} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.weeks.map(week => (
            <tr key={week.find(Boolean)?.date}>
              {week.map((day, at) => (
                <td key={day?.date ?? at}>
                  {day && (
                    <button
                      type="button"
                      className={`day day-${sortOf(day)}${day.source === 'edited' ? ' day-edited' : ''}`}
                      title={spoken(day)}
                      aria-label={spoken(day)}
                      disabled={onChoose === null}
                      onClick={() => onChoose?.(day)}
                    >
                      <span className="number">{Number(day.date.slice(8))}</span>
                      <span className="day-word" aria-hidden>
                        {sortOf(day) === 'holiday'
                          ? t('city:day.off-sign')
                          : sortOf(day) === 'make-up'
                            ? t('city:day.work-sign')
                            : ''}
                      </span>
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

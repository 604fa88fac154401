import { Button, Segmented } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { alarmStates } from '#kernel/alarm/alarm.contract.ts'
import { useAlgorithms } from '#kernel/console/decision-calls.ts'
import { useAlarms } from './alarm-calls.ts'
import { AlarmItemView } from './alarm-item.tsx'
import './alarms.css'

const states = [...alarmStates, 'all'] as const

/** The queue of what people found wrong about the guard: ruled on here, in effect at once. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const state = states.find(one => one === search.state) ?? 'open'
  const list = useAlarms(state)
  const algorithms = useAlgorithms() ?? []
  const edits = useMay('guard:edit')
  const titleOf = (id: string) => {
    const found = algorithms.find(one => one.id === id)
    return found ? found.title[language === 'en' ? 'en' : 'zh'] : id
  }
  return (
    <div className="stack">
      <p className="quiet">{t('alarm:intro')}</p>
      <search className="panel row-between">
        <Segmented
          value={state}
          options={states.map(value => ({
            value,
            label:
              value === 'open' && list.open !== undefined
                ? t('alarm:state.open-count', { count: list.open })
                : t(`alarm:state.${value}`),
          }))}
          onChange={value => change({ state: value === 'open' ? undefined : value })}
          aria-label={t('alarm:state.label')}
        />
        {edits && (
          <Button href="/api/guard/alarms/rows.jsonl" download>
            {t('alarm:rows')}
          </Button>
        )}
      </search>
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading rows={8} />}
      {list.items?.length === 0 && <Nothing title={t(`alarm:empty.${state}`)} next={t('alarm:empty.next')} />}
      {list.items && list.items.length > 0 && (
        <ul className="plain-list stack">
          {list.items.map(item => (
            <AlarmItemView key={item.alarmId} item={item} title={titleOf(item.algorithm)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('alarm:more')}
        </Button>
      )}
    </div>
  )
}

import { Segmented } from 'antd'
import type { CaseState } from '#cases/case-words.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { useCaseCounts } from './case-calls.ts'

// The server counts closed cases up to ten thousand.
const said = (count: number) => (count > 10_000 ? '10000+' : String(count))

/** The states of a job's queue with how many wait in each; the choice stands in the address. */
export function StateTabs({
  states,
  chosen,
  counted,
}: {
  states: readonly CaseState[]
  chosen: string
  counted: boolean
}) {
  const { t } = useWords()
  const [, change] = useFilters()
  const counts = useCaseCounts().data
  return (
    <Segmented
      value={chosen}
      aria-label={t('kit:filter.state')}
      options={states.map(state => ({
        value: state,
        label: (
          <span>
            {t(`kit:state.${state}`)}{' '}
            {counted && counts && <span className="quiet number">{said(counts.states[state])}</span>}
          </span>
        ),
      }))}
      onChange={state => change({ state })}
    />
  )
}

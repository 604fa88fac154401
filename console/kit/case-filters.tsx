import { Button, Select } from 'antd'
import { caseStates, channels, natures, urgencies } from '#cases/case-words.contract.ts'
import { useWords } from './language.ts'
import { DepartmentSelect, RegionSelect } from './selects.tsx'
import { TextFilter } from './text-filter.tsx'
import { useFilters } from './use-search.ts'

/** One of a few words. */
export function ChoiceFilter({ name, values }: { name: string; values: readonly string[] }) {
  const { t } = useWords()
  const [search, change] = useFilters()
  return (
    <Select
      allowClear
      value={search[name] ?? null}
      placeholder={t(`kit:filter.${name}`)}
      aria-label={t(`kit:filter.${name}`)}
      options={values.map(value => ({ value, label: t(`kit:${name}.${value}`) }))}
      onChange={(value: string | null) => change({ [name]: value ?? undefined })}
      popupMatchSelectWidth={false}
    />
  )
}

const known = ['state', 'nature', 'urgency', 'channel', 'departmentId', 'regionId', 'overdue'] as const
export type CaseFilterName = (typeof known)[number] | 'words' | 'phone' | 'name' | 'address'

/** The filters of a case list; all of them live in the address. */
export function CaseFilters({ show }: { show: readonly CaseFilterName[] }) {
  const { t } = useWords()
  const [search, change] = useFilters()
  const words = {
    state: caseStates,
    nature: natures,
    urgency: urgencies,
    channel: channels,
    overdue: ['true'],
  }
  const set = show.filter(name => search[name])
  return (
    <search className="filters">
      {show.map(name => {
        if (name === 'departmentId' || name === 'regionId') {
          const Choose = name === 'departmentId' ? DepartmentSelect : RegionSelect
          const label = t(`kit:filter.${name}`)
          return (
            <Choose
              key={name}
              name={label}
              placeholder={label}
              value={search[name] ?? null}
              onChange={value => change({ [name]: value ?? undefined })}
            />
          )
        }
        if (name in words)
          return <ChoiceFilter key={name} name={name} values={words[name as keyof typeof words]} />
        const label = t(`kit:filter.${name}`)
        // Found by all of it: what is typed is compared as a keyed hash.
        if (name === 'phone' || name === 'name')
          return <TextFilter key={name} name={name} label={label} hint={t(`kit:filter.whole-${name}`)} />
        return <TextFilter key={name} name={name} label={label} />
      })}
      {set.length > 0 && (
        <Button type="text" onClick={() => change(Object.fromEntries(set.map(name => [name, undefined])))}>
          {t('kit:filter.clear')}
        </Button>
      )}
    </search>
  )
}

import { Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { caseStates, channels, natures, urgencies } from '#cases/case.contract.ts'
import { useWords } from './language.ts'
import { DepartmentSelect, RegionSelect } from './selects.tsx'
import { useSettled } from './use-later.ts'
import { useFilters } from './use-search.ts'

/** A text filter that waits until the typing rests before the address changes. */
export function TextFilter({ name, label }: { name: string; label: string }) {
  const [search, change] = useFilters()
  const [typed, setTyped] = useState(search[name] ?? '')
  const settled = useSettled(typed, 350)
  const inAddress = search[name] ?? ''
  const written = useRef(inAddress)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only settled typing changes the address; not the address itself.
  useEffect(() => {
    if (settled === written.current) return
    written.current = settled
    change({ [name]: settled || undefined })
  }, [settled])
  // Cleared or gone back from elsewhere: the field follows, but never what is just being typed.
  useEffect(() => {
    if (inAddress === written.current) return
    written.current = inAddress
    setTyped(inAddress)
  }, [inAddress])
  return (
    <Input
      allowClear
      value={typed}
      placeholder={label}
      aria-label={label}
      onChange={event => setTyped(event.target.value)}
      style={{ width: 170 }}
    />
  )
}

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
        return <TextFilter key={name} name={name} label={t(`kit:filter.${name}`)} />
      })}
      {set.length > 0 && (
        <Button type="text" onClick={() => change(Object.fromEntries(set.map(name => [name, undefined])))}>
          {t('kit:filter.clear')}
        </Button>
      )}
    </search>
  )
}

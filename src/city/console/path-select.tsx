import { Select } from 'antd'
import { useMemo } from 'react'
import { nameIn, useWords } from '#console/kit/language.ts'
import { pathsOf } from './tree.rules.ts'

/** An entry of a tree. */
export interface PathEntry {
  id: string
  parentId: string | null
  name: string
  nameEnglish: string
}
interface Props<T extends PathEntry> {
  id: string
  'aria-describedby': string
  'aria-invalid': boolean
  status?: 'error'
  allowClear?: boolean
  list: readonly T[]
  mayChoose?(one: T): boolean
  value: string
  onChange(id: string): void
}

/** One entry of a tree; where it lies stands beneath its name, and is searched too. */
export function PathSelect<T extends PathEntry>({ list, mayChoose, value, onChange, ...rest }: Props<T>) {
  const { t, language } = useWords()
  const options = useMemo(() => {
    const paths = pathsOf(list, one => nameIn(language, one))
    return list
      .filter(one => mayChoose?.(one) ?? true)
      .map(one => ({
        value: one.id,
        label: nameIn(language, one),
        above: paths.get(one.id)?.slice(0, -1).join(' · ') ?? '',
      }))
  }, [list, mayChoose, language])
  return (
    <Select
      {...rest}
      value={value || null}
      options={options}
      notFoundContent={t('kit:select.none')}
      showSearch={{
        filterOption: (typed, one) =>
          `${one?.above} ${one?.label} ${one?.value}`.toLowerCase().includes(typed.toLowerCase().trim()),
      }}
      optionRender={({ data }) => (
        <>
          {data.label}
          {data.above && <div className="small quiet">{data.above}</div>}
        </>
      )}
      onChange={chosen => onChange(chosen ?? '')}
    />
  )
}

import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '#console/kit/language.ts'
import { TextFilter } from '#console/kit/text-filter.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useFilters } from '#console/kit/use-search.ts'

interface Props {
  /** What the words are looked for in. */
  label: string
  /** Key of what the button adds; null for who may only look. */
  add: string | null
  children?: ReactNode
}

/** Above a list of the city: words and filters, all in the address, and the way to a new entry. */
export function ListHead({ label, add, children }: Props) {
  const { t } = useWords()
  const [, change] = useFilters()
  const open = () => change({ add: 'true' })
  useKeys(add ? [{ keys: 'n', label: add, run: open }] : [])
  return (
    <search className="panel filters">
      <TextFilter name="words" label={label} width={220} />
      {children}
      {add && (
        <Button type="primary" className="list-add" onClick={open}>
          {t(add)}
        </Button>
      )}
    </search>
  )
}

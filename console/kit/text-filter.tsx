import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSettled } from './use-later.ts'
import { useFilters } from './use-search.ts'

/** A text filter that waits until the typing rests before the address changes. */
export function TextFilter({
  name,
  label,
  hint = label,
  width = 170,
}: {
  name: string
  label: string
  /** Stands in the empty field where the label does not say enough. */
  hint?: string
  width?: number
}) {
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
      placeholder={hint}
      aria-label={label}
      onChange={event => setTyped(event.target.value)}
      style={{ width }}
    />
  )
}

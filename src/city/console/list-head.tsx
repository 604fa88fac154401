import { Button, Input, type InputRef } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { useKeys } from '#console/kit/use-keys.ts'
import { useFilters } from '#console/kit/use-search.ts'

interface Props {
  /** What the words are looked for in. */
  label: string
  /** Key of what the button adds; null for who may only look. */
  add: string | null
  children: ReactNode
}

/** Above a list of the city: words and filters, all in the address, and the way to a new entry. */
export function ListHead({ label, add, children }: Props) {
  const { t } = useWords()
  const [search, change] = useFilters()
  const address = search.words ?? ''
  const [typed, setTyped] = useState(address)
  const input = useRef<InputRef>(null)
  // While somebody types, the address is behind; else it was changed elsewhere, by a link of the menu.
  useEffect(() => {
    if (input.current?.input !== document.activeElement) setTyped(address)
  }, [address])
  const open = () => change({ add: 'true' })
  useKeys(add ? [{ keys: 'n', label: add, run: open }] : [])
  return (
    <search className="panel filters">
      <Input
        ref={input}
        allowClear
        value={typed}
        style={{ width: 220 }}
        placeholder={label}
        aria-label={label}
        onChange={event => {
          setTyped(event.target.value)
          change({ words: event.target.value || undefined })
        }}
      />
      {children}
      {add && (
        <Button type="primary" className="list-add" onClick={open}>
          {t(add)}
        </Button>
      )}
    </search>
  )
}

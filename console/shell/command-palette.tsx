import { Input, Modal } from 'antd'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { matchEntries, moveRow } from '#console/kit/keys.rules.ts'
import { useWords } from '#console/kit/language.ts'
import { mayOpen } from '#console/kit/page.rules.ts'
import { stringifySearch } from '#console/kit/search.rules.ts'
import { useMay, useSession } from '#console/kit/session.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useGo } from '#console/kit/use-search.ts'
import { pages } from './pages.ts'
import { createSwitch } from './switch.ts'

const palette = createSwitch()
/** Opens the palette from a button. */
export const openPalette = () => palette.set(true)

interface Entry {
  key: string
  text: string
  path: string
  shortcut?: string
}

function useEntries(query: string): Entry[] {
  const { t } = useWords()
  const session = useSession()
  const mayRead = useMay('cases:read')
  const known = useMemo(
    () =>
      pages
        .filter(page => !page.path.includes('$') && mayOpen(page, session))
        .map(page => ({
          key: page.key,
          text: t(page.title),
          path: page.path,
          ...(page.shortcut ? { shortcut: `g ${page.shortcut}` } : {}),
        })),
    [t, session],
  )
  const typed = query.trim()
  const search: Entry[] =
    mayRead && typed !== ''
      ? [
          {
            key: 'search',
            text: t('shell:palette.search', { words: typed }),
            path: `/cases${stringifySearch({ words: typed })}`,
          },
        ]
      : []
  return [...matchEntries(known, typed), ...search]
}

/** A way to everything by typing: pages, and cases by code or words. */
export function CommandPalette() {
  const { t } = useWords()
  const go = useGo()
  const open = useSyncExternalStore(palette.subscribe, palette.get)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const entries = useEntries(query)
  useKeys([{ keys: 'mod+k', label: 'shell:palette.open', run: () => palette.set(!open) }], true)
  const close = () => {
    palette.set(false)
    setQuery('')
    setAt(0)
  }
  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    close()
    go(entry.path)
  }
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      closable={false}
      width={560}
      destroyOnHidden
      title={<span className="visually-hidden">{t('shell:palette.open')}</span>}
    >
      <Input
        autoFocus
        size="large"
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={entries[at] ? `palette-${entries[at].key}` : undefined}
        aria-label={t('shell:palette.open')}
        placeholder={t('shell:palette.hint')}
        value={query}
        onChange={event => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            setAt(moveRow(at, event.key === 'ArrowDown' ? 1 : -1, entries.length))
          }
          if (event.key === 'Enter') choose(entries[at])
        }}
      />
      <div id="palette-list" role="listbox" aria-label={t('shell:palette.open')} className="palette">
        {entries.map((entry, index) => (
          <button
            type="button"
            key={entry.key}
            id={`palette-${entry.key}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={index === at ? 'palette-entry palette-at' : 'palette-entry'}
            onMouseEnter={() => setAt(index)}
            onClick={() => choose(entry)}
          >
            <span>{entry.text}</span>
            {entry.shortcut && <Keys of={entry.shortcut} />}
          </button>
        ))}
        {entries.length === 0 && <p className="quiet">{t('shell:palette.none')}</p>}
      </div>
    </Modal>
  )
}

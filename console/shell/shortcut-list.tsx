import { Modal } from 'antd'
import { useRef, useSyncExternalStore } from 'react'
import { useWords } from '#console/kit/language.ts'
import { mayOpen } from '#console/kit/page.rules.ts'
import { useSession } from '#console/kit/session.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { activeCommands, useKeys } from '#console/kit/use-keys.ts'
import { useGo } from '#console/kit/use-search.ts'
import { pages } from './pages.ts'
import { createSwitch } from './switch.ts'

const list = createSwitch()
/** Opens the list from a button. */
export const openShortcuts = () => list.set(true)

/** `g` and a letter open a page; `?` lists everything the keyboard does here. */
export function ShortcutList() {
  const { t } = useWords()
  const session = useSession()
  const go = useGo()
  const open = useSyncExternalStore(list.subscribe, list.get)
  const awaited = useRef(0)
  const reachable = pages.filter(page => page.shortcut && mayOpen(page, session))
  useKeys([
    { keys: '?', label: 'shell:shortcuts.open', run: () => list.set(true) },
    { keys: 'g', label: 'shell:shortcuts.go', run: () => (awaited.current = Date.now()) },
    ...reachable.map(page => ({
      keys: page.shortcut ?? '',
      label: page.title,
      // A letter alone belongs to the page; after `g` it is a way there.
      when: () => Date.now() - awaited.current < 1200,
      run: () => go(page.path),
    })),
  ])
  const letters = new Set(reachable.map(page => page.shortcut))
  const commands = open ? activeCommands().filter(one => one.keys !== 'g' && !letters.has(one.keys)) : []
  return (
    <Modal
      open={open}
      onCancel={() => list.set(false)}
      footer={null}
      title={t('shell:shortcuts.title')}
      destroyOnHidden
    >
      <dl className="facts">
        {commands.map(one => (
          <div key={one.keys + one.label} style={{ display: 'contents' }}>
            <dt>
              <Keys of={one.keys} />
            </dt>
            <dd>{t(one.label)}</dd>
          </div>
        ))}
        {reachable.map(page => (
          <div key={page.key} style={{ display: 'contents' }}>
            <dt>
              <Keys of="g" /> <Keys of={page.shortcut ?? ''} />
            </dt>
            <dd>{t(page.title)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

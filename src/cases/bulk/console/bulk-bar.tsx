import { App, Button } from 'antd'
import { useState } from 'react'
import { type BulkAction, mostAtOnce } from '#cases/bulk/bulk.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { useProblemText } from '#console/kit/notices.tsx'
import { useSession } from '#console/kit/session.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { bulkActionsFor, bulkKeys } from './bulk-actions.rules.ts'
import { readMatching } from './bulk-calls.ts'
import { BulkDrawer } from './bulk-drawer.tsx'
import type { Selection } from './use-selection.ts'
import './bulk.css'

interface Props {
  selection: Selection
  filter: Record<string, string>
  /** How many fit the filter; exact unless `more`. */
  count: { value: number; more: boolean }
}

/** What is chosen from a list, and what can be done to at least one of it. */
export function BulkBar({ selection, filter, count }: Props) {
  const { t, language } = useWords()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const { actions } = useSession()
  const [open, setOpen] = useState<BulkAction | null>(null)
  const [reading, setReading] = useState(false)
  const { chosen, set, clear } = selection
  const cases = [...chosen.values()]
  const possible = bulkActionsFor(cases, actions)
  useKeys(
    possible.map(action => ({
      keys: bulkKeys[action],
      label: `bulk:action.${action}`,
      run: () => setOpen(action),
    })),
  )
  const said = (value: number) => new Intl.NumberFormat(language).format(value)
  const takeAll = async () => {
    setReading(true)
    try {
      set(await readMatching(filter))
    } catch (error) {
      void message.error(problemText(error))
    } finally {
      setReading(false)
    }
  }
  const all = count.more || count.value > mostAtOnce ? mostAtOnce : count.value
  return (
    <>
      {(all > 0 || chosen.size > 0) && (
        <div
          className={chosen.size > 0 ? 'bulk-bar bulk-bar-on row' : 'bulk-bar row'}
          role="toolbar"
          aria-label={t('bulk:bar')}
        >
          <span role="status" className="number">
            {chosen.size > 0 ? t('bulk:chosen', { value: said(chosen.size) }) : ''}
          </span>
          {possible.map(action => (
            <Button key={action} type="primary" size="small" onClick={() => setOpen(action)}>
              {t(`bulk:action.${action}`)} <Keys of={bulkKeys[action]} />
            </Button>
          ))}
          {chosen.size > 0 && possible.length === 0 && (
            <span className="quiet small">{t('bulk:nothing-possible')}</span>
          )}
          {chosen.size < all && (
            <Button type="text" size="small" loading={reading} onClick={() => void takeAll()}>
              {t(all === mostAtOnce ? 'bulk:choose-first' : 'bulk:choose-all', { value: said(all) })}
            </Button>
          )}
          {chosen.size > 0 && (
            <Button type="text" size="small" onClick={clear}>
              {t('bulk:clear')}
            </Button>
          )}
        </div>
      )}
      {open && <BulkDrawer action={open} cases={cases} onClose={() => setOpen(null)} onStarted={clear} />}
    </>
  )
}

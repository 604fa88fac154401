import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { CaseAction, CaseState } from '#cases/case-words.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { actionKeys, actionName, barActions, mainAction } from './actions.rules.ts'

interface Props {
  actions: readonly CaseAction[]
  state: CaseState
  onAct(action: CaseAction): void
  /** Takes the focus when a form is sent: its buttons may be others by then. */
  bar: RefObject<HTMLDivElement | null>
}

/** Hands the focus to the next place around when the bar that has it goes, e.g. with its case; else it falls to the page. */
function useHandOver(bar: Props['bar']) {
  useLayoutEffect(() => {
    const going = bar.current
    return () => {
      if (going?.contains(document.activeElement))
        going.parentElement?.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true })
    }
  }, [bar])
}

/** What the reader may do now, the step that takes the case further first, rarer ones in a menu; each has a letter. */
export function ActionBar({ actions, state, onAct, bar }: Props) {
  const { t } = useWords()
  useHandOver(bar)
  useKeys(
    actions.map(action => ({
      keys: actionKeys[action],
      label: actionName(action, state),
      run: () => onAct(action),
    })),
  )
  const { shown, more } = barActions(actions, state)
  const opener = useRef<HTMLButtonElement>(null)
  const name = (action: CaseAction) => (
    <>
      {t(actionName(action, state))} <Keys of={actionKeys[action]} />
    </>
  )
  return (
    <div ref={bar} tabIndex={-1} className="row" role="toolbar" aria-label={t('cases:actions')}>
      {shown.map(action => (
        <Button
          key={action}
          type={action === mainAction(actions, state) ? 'primary' : 'default'}
          onClick={() => onAct(action)}
        >
          {name(action)}
        </Button>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          autoFocus
          onOpenChange={isOpen => {
            if (!isOpen && document.activeElement?.closest('.ant-dropdown')) opener.current?.focus()
          }}
          menu={{
            items: more.map(action => ({ key: action, label: name(action) })),
            onClick: ({ key, domEvent }) => {
              // The form gives the focus back to where it was: the entry is gone by then, its opener is not. The same key
              // must not press the opener too.
              domEvent.preventDefault()
              opener.current?.focus()
              onAct(key as CaseAction)
            },
          }}
        >
          <Button ref={opener} icon={<DownOutlined />} iconPlacement="end">
            {t('cases:more-actions')}
          </Button>
        </Dropdown>
      )}
    </div>
  )
}

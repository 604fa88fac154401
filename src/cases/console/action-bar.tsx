import { Button } from 'antd'
import { type RefObject, useLayoutEffect } from 'react'
import type { CaseAction, CaseState } from '#cases/case.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { actionKeys, actionName, mainAction, orderActions } from './actions.rules.ts'

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

/** What the reader may do now, the step that takes the case further first; each has a letter. */
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
  return (
    <div ref={bar} tabIndex={-1} className="row" role="toolbar" aria-label={t('cases:actions')}>
      {orderActions(actions, state).map(action => (
        <Button
          key={action}
          type={action === mainAction(actions, state) ? 'primary' : 'default'}
          onClick={() => onAct(action)}
        >
          {t(actionName(action, state))} <Keys of={actionKeys[action]} />
        </Button>
      ))}
    </div>
  )
}

import { Button } from 'antd'
import type { CaseAction, CaseState } from '#cases/case.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { actionKeys, actionName, mainAction, orderActions } from './actions.rules.ts'

interface Props {
  actions: readonly CaseAction[]
  state: CaseState
  onAct(action: CaseAction): void
}

/** What the reader may do now, the step that takes the case further first; each has a letter. */
export function ActionBar({ actions, state, onAct }: Props) {
  const { t } = useWords()
  useKeys(
    actions.map(action => ({
      keys: actionKeys[action],
      label: actionName(action, state),
      run: () => onAct(action),
    })),
  )
  return (
    <div className="row" role="toolbar" aria-label={t('cases:actions')}>
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

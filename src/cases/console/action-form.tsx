import { Alert, Button } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { CaseAction } from '#cases/case-words.contract.ts'
import { problemOf } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { isConflict } from '#console/kit/problem.rules.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { useKeys } from '#console/kit/use-keys.ts'
import { ActionFieldControl } from './action-field.tsx'
import {
  type ActionValues,
  emptyValues,
  type FieldCondition,
  missingFields,
  shownFields,
} from './actions.rules.ts'

interface Props {
  action: CaseAction
  /** Where the draft is kept: the case, or the report it belongs to. */
  draft: string
  /** Values that come from elsewhere on the page, e.g. the department of adopted advice. */
  given?: ActionValues
  /** What the form begins with where nothing was typed yet. */
  prefill?: ActionValues | undefined
  /** What holds of the case, for fields that are asked for only then. */
  conditions?: readonly FieldCondition[]
  /** It stands on the page unasked: whoever reads the page keeps the place and the keys. */
  unasked?: boolean
  pending: boolean
  error: unknown
  send(values: ActionValues, done: () => void): void
  /** Reads the case again after a conflict; what was typed stays. */
  reload?(): void
  children?: ReactNode
}

/** The form of one action; what is typed outlives a conflict, a lost session and a reload. */
export function ActionForm(props: Props) {
  const { action, draft, given, prefill, conditions = [], pending, error, send, reload } = props
  const { t } = useWords()
  const empty = useMemo(() => ({ ...emptyValues(action), ...prefill, ...given }), [action, prefill, given])
  const [values, change, forget] = useDraft<ActionValues>(`${draft}.${action}`, empty)
  // What was just chosen on the page wins over an older draft.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens.
  useEffect(() => {
    if (given) change(given)
  }, [])
  const [tried, setTried] = useState(false)
  const missing = tried ? missingFields(action, values) : []
  const submit = () => {
    setTried(true)
    if (!pending && missingFields(action, values).length === 0) send(values, () => forget())
  }
  useKeys([{ keys: 'mod+enter', label: 'cases:keys.send', run: submit }], true)
  const conflict = Boolean(error) && isConflict(problemOf(error))
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="quiet">{t(`cases:action-note.${action}`)}</p>
      {Boolean(error) && <ProblemNotice error={error} kept={!conflict} />}
      {conflict && reload && (
        <Alert
          type="info"
          title={t('cases:conflict.next')}
          action={
            <Button size="small" onClick={reload}>
              {t('cases:conflict.reload')}
            </Button>
          }
        />
      )}
      {shownFields(action, values)
        .filter(({ when }) => !when || conditions.includes(when))
        .map((field, index) => (
          <ActionFieldControl
            key={field.name}
            field={field}
            values={values}
            autoFocus={index === 0 && !props.unasked}
            error={missing.includes(field.name) ? t('cases:fault.needed') : undefined}
            onChange={value => change({ [field.name]: value })}
          />
        ))}
      {props.children}
      <Button type="primary" htmlType="submit" loading={pending}>
        {t(`cases:action.${action}`)} <Keys of="mod+enter" />
      </Button>
    </form>
  )
}

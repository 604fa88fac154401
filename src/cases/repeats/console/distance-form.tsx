import { App, Button, Drawer, InputNumber } from 'antd'
import { useState } from 'react'
import type { RepeatReach } from '#cases/repeats.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { hasOwn, type OwnParts, type ReachPart, type ReachRow, reachParts } from './distances.rules.ts'
import { useSetDistance } from './repeat-calls.ts'

const bounds: Record<ReachPart, { min: number; max: number }> = {
  metres: { min: 10, max: 2000 },
  weeks: { min: 1, max: 104 },
  closedDays: { min: 0, max: 90 },
}

interface Props {
  of: ReachRow
  name: string
  inherited: RepeatReach
  onClose(): void
}

/** What holds for one category and those below it; an empty field is inherited. */
export function DistanceForm({ of, name, inherited, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [own, setOwn] = useState<OwnParts>(of.own)
  // The version that was seen when the form was opened: the list behind it may be read anew meanwhile.
  const [version, setVersion] = useState(of.version)
  const set = useSetDistance()
  const send = (parts: OwnParts) => {
    if (set.isPending) return
    const body = { categoryId: of.categoryId, ...parts, version }
    set.mutate(body, {
      onSuccess: () => {
        void message.success(t('repeats:saved'))
        onClose()
      },
    })
  }
  const takeOver = () => {
    setOwn(of.own)
    setVersion(of.version)
    set.reset()
  }
  useKeys([{ keys: 'mod+enter', label: 'repeats:save', run: () => send(own) }], true)
  return (
    <Drawer open size={420} mask={{ closable: false }} onClose={onClose} title={name}>
      <form
        noValidate
        className="stack-tight"
        onSubmit={event => {
          event.preventDefault()
          send(own)
        }}
      >
        {set.error && <ProblemNotice error={set.error} kept />}
        {set.error && of.version !== version && (
          <div>
            <Button onClick={takeOver}>{t('repeats:take-over')}</Button>
          </div>
        )}
        {reachParts.map((part, at) => (
          <Field
            key={part}
            label={t(`repeats:column.${part}`)}
            note={t('repeats:inherits', {
              value: t(`repeats:unit.${part}`, { value: String(inherited[part]) }),
            })}
          >
            {control => (
              <InputNumber
                {...control}
                {...bounds[part]}
                autoFocus={at === 0}
                precision={0}
                style={{ width: '100%' }}
                placeholder={String(inherited[part])}
                value={own[part]}
                onChange={value => setOwn(before => ({ ...before, [part]: value }))}
              />
            )}
          </Field>
        ))}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={set.isPending}>
            {t('repeats:save')} <Keys of="mod+enter" />
          </Button>
          {hasOwn(of) && (
            <Button
              disabled={set.isPending}
              onClick={() => send({ metres: null, weeks: null, closedDays: null })}
            >
              {t('repeats:back-to-inherited')}
            </Button>
          )}
        </div>
      </form>
    </Drawer>
  )
}

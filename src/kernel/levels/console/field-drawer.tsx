import { App, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { type Level, levels, within } from '#base/level.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import {
  type LevelFlag,
  type LevelSettings,
  levelFlags,
  type MappedField,
} from '#kernel/levels/level-settings.contract.ts'
import { useChangeLevels } from './level-calls.ts'
import { useLevelName } from './level-words.ts'
import { ReasonField } from './reason-field.tsx'

interface Props {
  of: MappedField
  state: { number: number; settings: LevelSettings }
  mayEdit: boolean
  onClose(): void
}

/** One field: what it is, who is cleared for it, and for who may: to raise and flag it. */
export function FieldDrawer({ of, state, mayEdit, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const nameOf = useLevelName(state.settings)
  const [raise, setRaise] = useState<Level | null>(of.raise)
  const [flags, setFlags] = useState<LevelFlag[]>([...of.flags])
  const [reason, setReason] = useState('')
  const save = useChangeLevels()
  const send = () => {
    const { [of.id]: _, ...others } = state.settings.fields
    const fields = raise === null && flags.length === 0 ? others : { ...others, [of.id]: { raise, flags } }
    save.mutate(
      { basedOn: state.number, settings: { ...state.settings, fields }, reason: reason.trim() },
      {
        onSuccess: ({ waits }) => {
          void message.success(t(waits ? 'levels:proposed' : 'levels:saved'))
          onClose()
        },
      },
    )
  }
  const above = levels.filter(one => !within(one, of.own))
  const facts = (
    <dl className="facts">
      <dt>{t('levels:column.contract')}</dt>
      <dd>
        <code className="levels-name">{of.id}</code>
      </dd>
      <dt>{t('levels:by-contract')}</dt>
      <dd>{nameOf(of.own)}</dd>
      <dt>{t('levels:column.roles')}</dt>
      <dd>{of.roles.map(role => t(`shell:role.${role}`)).join(' · ')}</dd>
    </dl>
  )
  return (
    <FormDrawer size={520} onClose={onClose} title={of.field}>
      {facts}
      {mayEdit && (
        <SendForm
          verb="levels:save"
          send={send}
          pending={save.isPending}
          error={save.error}
          disabled={reason.trim().length < 2}
        >
          <Field
            label={t('levels:raise')}
            note={t(of.raisable && above.length > 0 ? 'levels:raise-note' : 'levels:not-raisable')}
          >
            {control => (
              <Select
                {...control}
                disabled={!of.raisable || above.length === 0}
                value={raise ?? ''}
                options={[
                  { value: '', label: t('levels:not-raised') },
                  ...above.map(value => ({ value, label: nameOf(value) })),
                ]}
                onChange={value => setRaise(value === '' ? null : (value as Level))}
              />
            )}
          </Field>
          <div className="row">
            {levelFlags.map(flag => (
              <Checkbox
                key={flag}
                checked={flags.includes(flag)}
                onChange={event =>
                  setFlags(event.target.checked ? [...flags, flag] : flags.filter(one => one !== flag))
                }
              >
                {t(`levels:flag.${flag}`)}
              </Checkbox>
            ))}
          </div>
          <ReasonField value={reason} onChange={setReason} />
        </SendForm>
      )}
    </FormDrawer>
  )
}

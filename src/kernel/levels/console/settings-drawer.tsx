import { App, Input, Select } from 'antd'
import { useMemo } from 'react'
import type { z } from 'zod'
import { levels } from '#base/level.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import type { LevelSettings, levelState } from '#kernel/levels/level-settings.contract.ts'
import { useChangeLevels } from './level-calls.ts'
import { useFindingName, useLevelOptions } from './level-words.ts'
import { ReasonField } from './reason-field.tsx'

interface Form {
  settings: LevelSettings
  reason: string
}

/** Names of the levels, the level of each type of finding, the ceiling of each provider. */
export function SettingsDrawer({ of, onClose }: { of: z.output<typeof levelState>; onClose(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const start = useMemo<Form>(() => ({ settings: of.settings, reason: '' }), [of])
  const [form, change, forget] = useDraft<Form>(`levels.${of.number}`, start)
  const { settings } = form
  const options = useLevelOptions(settings)
  const findingName = useFindingName()
  const save = useChangeLevels()
  const set = (part: Partial<LevelSettings>) => change({ settings: { ...settings, ...part } })
  const send = () =>
    save.mutate(
      { basedOn: of.number, settings, reason: form.reason.trim() },
      {
        onSuccess: ({ waits }) => {
          forget()
          void message.success(t(waits ? 'levels:proposed' : 'levels:saved'))
          onClose()
        },
      },
    )
  const nameField = (one: (typeof levels)[number], language: 'zh' | 'en') => (
    <Field key={`${one}${language}`} label={t(`levels:name-${language}`, { level: one })}>
      {control => (
        <Input
          {...control}
          maxLength={30}
          value={settings.names[one]?.[language] ?? ''}
          placeholder={one}
          onChange={event => {
            const own = { zh: '', en: '', ...settings.names[one], [language]: event.target.value }
            const { [one]: _, ...others } = settings.names
            set({ names: own.zh || own.en ? { ...others, [one]: own } : others })
          }}
        />
      )}
    </Field>
  )
  return (
    <FormDrawer size={620} onClose={onClose} title={t('levels:settings')}>
      <SendForm
        verb="levels:save"
        send={send}
        pending={save.isPending}
        error={save.error}
        disabled={form.reason.trim().length < 2}
      >
        <h3>{t('levels:ceilings')}</h3>
        <p className="small quiet">{t('levels:ceilings-note')}</p>
        {of.providers.length === 0 && <p className="quiet">{t('levels:no-providers')}</p>}
        {of.providers.map(({ name, own }) => (
          <Field key={name} label={name} note={own ? t('levels:own-ceiling', { level: own }) : ''}>
            {control => (
              <Select
                {...control}
                value={settings.ceilings[name] ?? own ?? 'L4'}
                options={options}
                onChange={level => set({ ceilings: { ...settings.ceilings, [name]: level } })}
              />
            )}
          </Field>
        ))}
        <h3>{t('levels:findings')}</h3>
        <p className="small quiet">{t('levels:findings-note')}</p>
        <div className="levels-pairs">
          {Object.entries(of.shippedFindings).map(([type, shipped]) => (
            <Field key={type} label={findingName(type)} note={t('levels:shipped', { level: shipped })}>
              {control => (
                <Select
                  {...control}
                  value={settings.findings[type] ?? shipped}
                  options={options}
                  onChange={level => set({ findings: { ...settings.findings, [type]: level } })}
                />
              )}
            </Field>
          ))}
        </div>
        <h3>{t('levels:names')}</h3>
        <div className="levels-pairs">
          {levels.flatMap(one => [nameField(one, 'zh'), nameField(one, 'en')])}
        </div>
        <ReasonField value={form.reason} onChange={reason => change({ reason })} />
      </SendForm>
    </FormDrawer>
  )
}

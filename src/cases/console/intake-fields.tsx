import { Checkbox, type GetRef, Input, Select } from 'antd'
import type { Ref } from 'react'
import { channels, natures, urgencies } from '#cases/case-words.contract.ts'
import { TellCaller } from '#cases/inbox/console/tell-caller.tsx'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { RegionSelect } from '#console/kit/selects.tsx'
import type { Faults, IntakeDraft } from './intake.rules.ts'
import { ReporterFields } from './reporter-fields.tsx'

interface Props {
  draft: IntakeDraft
  faults: Faults
  change(part: Partial<IntakeDraft>): void
  first?: Ref<GetRef<typeof Input.TextArea>>
}

/** What the caller says and who calls. */
export function IntakeFields({ draft, faults, change, first }: Props) {
  const { t } = useWords()
  const fault = (name: keyof IntakeDraft) => (faults[name] ? t(faults[name]) : undefined)
  const choice = (name: 'channel' | 'nature' | 'urgency', values: readonly string[]) => (
    <Field label={t(`kit:filter.${name}`)}>
      {control => (
        <Select
          {...control}
          value={draft[name]}
          options={values.map(value => ({ value, label: t(`kit:${name}.${value}`) }))}
          onChange={value => change({ [name]: value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <Field label={t('cases:intake.detail')} error={fault('detail')} note={t('cases:intake.detail-note')}>
        {control => (
          <Input.TextArea
            {...control}
            ref={first}
            autoFocus
            autoSize={{ minRows: 6, maxRows: 16 }}
            maxLength={20_000}
            value={draft.detail}
            placeholder={t('cases:intake.detail-hint')}
            onChange={event => change({ detail: event.target.value })}
            style={{ fontSize: '1.07em', lineHeight: 1.7 }}
          />
        )}
      </Field>
      <div className="fields">
        <Field label={t('cases:intake.phone')} error={fault('phone')}>
          {control => (
            <Input
              {...control}
              inputMode="tel"
              autoComplete="off"
              value={draft.phone}
              suffix={<TellCaller checked={draft.tell} onChange={tell => change({ tell })} />}
              onChange={event => change({ phone: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('cases:intake.name')}>
          {control => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={50}
              disabled={draft.anonymous}
              value={draft.name}
              suffix={
                <Checkbox
                  checked={draft.anonymous}
                  onChange={event => change({ anonymous: event.target.checked })}
                >
                  <span className="small">{t('cases:intake.anonymous')}</span>
                </Checkbox>
              }
              onChange={event => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('cases:intake.address')}>
          {control => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={300}
              value={draft.address}
              onChange={event => change({ address: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('kit:filter.regionId')}>
          {control => (
            <RegionSelect {...control} value={draft.regionId} onChange={regionId => change({ regionId })} />
          )}
        </Field>
        {choice('nature', natures)}
        {choice('urgency', urgencies)}
        {choice('channel', channels)}
        <Field label={`${t('cases:intake.subject')} ${t('cases:optional')}`}>
          {control => (
            <Input
              {...control}
              maxLength={200}
              value={draft.subject}
              onChange={event => change({ subject: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="row">
        <ReporterFields draft={draft} change={change} tried={faults.behalfPhone !== undefined} />
      </div>
    </>
  )
}

import { Input, Radio } from 'antd'
import { useId } from 'react'
import type { ContactChannel } from '#cases/inbox/outside.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { useOffered } from './contact-calls.ts'

type Tell = 'none' | ContactChannel

interface Props {
  tell: Tell
  address: string
  error: string | undefined
  onChange(part: { tell?: Tell; tellAddress?: string }): void
}

/** How a citizen wants to be told of each step: not at all unless they choose. Only what is configured is offered. */
export function ContactFields({ tell, address, error, onChange }: Props) {
  const { t } = useWords()
  const { data: offered } = useOffered()
  const label = useId()
  if (!offered) return null
  const channels = (['email', 'sms'] as const).filter(channel => offered[channel])
  if (channels.length === 0) return <p className="small quiet">{t('inbox:contact.none-offered')}</p>
  return (
    <div className="stack-tight">
      <div className="field">
        <span id={label} className="field-label">
          {t('inbox:contact.question')}
        </span>
        <Radio.Group
          aria-labelledby={label}
          value={tell}
          options={(['none', ...channels] as const).map(value => ({
            value,
            label: t(`inbox:contact.${value}`),
          }))}
          onChange={event => onChange({ tell: event.target.value as Tell })}
        />
      </div>
      {tell !== 'none' && (
        <Field label={t(`inbox:contact.address.${tell}`)} error={error} note={t('inbox:contact.consent')}>
          {control => (
            <Input
              {...control}
              size="large"
              inputMode={tell === 'email' ? 'email' : 'tel'}
              autoComplete={tell === 'email' ? 'email' : 'tel'}
              maxLength={254}
              value={address}
              onChange={event => onChange({ tellAddress: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  )
}

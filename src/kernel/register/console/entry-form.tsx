import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { SendForm } from '#console/kit/send-form.tsx'
import {
  filingKinds,
  impactQuestions,
  optionalTexts,
  prohibitedUses,
  publicCategories,
  type RegisterContent,
  type RegisterDetail,
  requiredTexts,
  riskMatrix,
} from '../register.contract.ts'
import { useRegisterActs } from './register-calls.ts'

interface Draft {
  content: RegisterContent
  responsible: string
  assessedUntil: string
}

const startOf = ({ draft, proposed }: RegisterDetail): Draft => ({
  content: draft?.content ?? proposed,
  responsible: draft?.responsible ?? '',
  assessedUntil: draft?.assessedUntil ?? '',
})

const scale = [1, 2, 3]

/** The draft of an entry: what is written stays on the page until it is saved, also when saving is refused. */
export function EntryForm({ of, close }: { of: RegisterDetail; close(): void }) {
  const { t } = useWords()
  const { save } = useRegisterActs(of.record.algorithm.id)
  const [draft, setDraft] = useState(() => startOf(of))
  const { content } = draft
  const put = (changes: Partial<RegisterContent>) =>
    setDraft({ ...draft, content: { ...content, ...changes } })
  const gaps = of.draft?.gaps ?? []
  const wanting = (name: string) => (gaps.includes(name) ? t('register:wanting') : undefined)
  const send = () =>
    save.mutate(
      {
        content,
        responsible: draft.responsible.trim() || null,
        assessedUntil: draft.assessedUntil || null,
        revision: of.draft?.revision ?? 0,
      },
      { onSuccess: close },
    )
  return (
    <SendForm
      verb="register:save"
      send={send}
      pending={save.isPending}
      error={save.error}
      beside={<Button onClick={close}>{t('register:cancel')}</Button>}
    >
      <div className="register-form">
        <Field
          label={t('register:responsible')}
          note={t('register:responsible-note')}
          error={wanting('responsible')}
        >
          {control => (
            <Input
              {...control}
              value={draft.responsible}
              maxLength={100}
              onChange={event => setDraft({ ...draft, responsible: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('register:assessed-until')}
          error={gaps.some(gap => gap.startsWith('assessedUntil')) ? t('register:wanting-date') : undefined}
        >
          {control => (
            <Input
              {...control}
              type="date"
              value={draft.assessedUntil}
              onChange={event => setDraft({ ...draft, assessedUntil: event.target.value })}
            />
          )}
        </Field>
        {(['leak', 'harm'] as const).map(name => (
          <Field
            key={name}
            label={t(`register:matrix.${name}`)}
            note={t(`register:risk.${riskMatrix[content.leak - 1]?.[content.harm - 1]}`)}
          >
            {control => (
              <Select
                {...control}
                value={content[name]}
                onChange={value => put({ [name]: value })}
                options={scale.map(value => ({ value, label: t(`register:scale.${value}`) }))}
              />
            )}
          </Field>
        ))}
        <Field label={t('register:category')}>
          {control => (
            <Select
              {...control}
              value={content.category}
              onChange={category => put({ category })}
              options={publicCategories.map(value => ({ value, label: t(`register:category-of.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('register:filing-kind')}>
          {control => (
            <Select
              {...control}
              value={content.filing}
              onChange={filing => put({ filing })}
              options={filingKinds.map(value => ({ value, label: t(`register:filing-of.${value}`) }))}
            />
          )}
        </Field>
        {[...requiredTexts, ...optionalTexts].map(name => (
          <Field key={name} label={t(`register:field.${name}`)} error={wanting(name)}>
            {control => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2, maxRows: 10 }}
                maxLength={name === 'summary' ? 350 : name === 'contact' ? 300 : 2000}
                value={content[name]}
                onChange={event => put({ [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        {impactQuestions.map(name => (
          <Field key={name} label={t(`register:question.${name}`)} error={wanting(`impact.${name}`)}>
            {control => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2, maxRows: 10 }}
                maxLength={2000}
                value={content.impact[name]}
                onChange={event => put({ impact: { ...content.impact, [name]: event.target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
      <fieldset className="stack-tight">
        <legend>{t('register:not-for')}</legend>
        {prohibitedUses.map(name => (
          <Checkbox
            key={name}
            checked={content.notFor[name]}
            onChange={event => put({ notFor: { ...content.notFor, [name]: event.target.checked } })}
          >
            {t(`register:prohibited.${name}`)}
          </Checkbox>
        ))}
      </fieldset>
    </SendForm>
  )
}

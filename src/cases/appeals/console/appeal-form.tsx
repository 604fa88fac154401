import { Alert, App, Input, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { SendForm } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { CategorySelect } from '../../console/action-field.tsx'
import { type Appeal, type Finding, findings } from '../appeal.contract.ts'
import { useDecideAppeal } from './appeal-calls.ts'

const empty = {
  outcome: 'kept' as Finding,
  finding: '',
  department: null as string | null,
  category: null as string | null,
}

/** The answer to an objection; where the matter belonged instead, if the citizen is right. */
export function AppealForm({ one }: { one: Appeal }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [draft, change, forget] = useDraft(`appeal-answer.${one.appealId}`, empty)
  const [tried, setTried] = useState(false)
  const decide = useDecideAppeal(one.appealId)
  const form = useRef<HTMLFormElement>(null)
  const upheld = draft.outcome === 'upheld'
  const department = upheld ? draft.department : null
  const missing = draft.finding.trim() === ''
  const elsewhere = department !== null && department !== one.departmentId
  return (
    <section className="panel stack-tight" aria-label={t('appeals:answer')}>
      <h2>{t('appeals:answer')}</h2>
      <SendForm
        ref={form}
        verb="appeals:decide"
        pending={decide.isPending}
        error={decide.error}
        send={() => {
          setTried(true)
          if (missing) return
          const { outcome, finding } = draft
          decide.mutate(
            {
              outcome,
              finding,
              correctedDepartmentId: department,
              correctedCategoryId: upheld ? draft.category : null,
            },
            {
              onSuccess: () => {
                forget()
                void message.success(t('appeals:decided'))
              },
            },
          )
        }}
      >
        <Segmented<Finding>
          value={draft.outcome}
          aria-label={t('appeals:answer')}
          options={findings.map(value => ({ value, label: t(`appeals:outcome.${value}`) }))}
          onChange={outcome => change({ outcome })}
        />
        {upheld && (
          <Field label={t('appeals:field.department')} note={t('appeals:field.department-note')}>
            {control => (
              <DepartmentSelect
                {...control}
                value={draft.department}
                onChange={value => change({ department: value })}
              />
            )}
          </Field>
        )}
        {upheld && (
          <Field label={t('appeals:field.category')}>
            {control => (
              <CategorySelect
                id={control.id}
                value={draft.category}
                onChange={value => change({ category: value })}
              />
            )}
          </Field>
        )}
        <Field
          label={t('appeals:field.finding')}
          note={t('appeals:field.finding-note')}
          error={tried && missing ? t('appeals:fault.finding') : undefined}
        >
          {control => (
            <Input.TextArea
              {...control}
              rows={5}
              maxLength={2000}
              value={draft.finding}
              onChange={event => change({ finding: event.target.value })}
            />
          )}
        </Field>
        {elsewhere && <Alert type="info" showIcon title={t('appeals:send-on')} />}
      </SendForm>
    </section>
  )
}

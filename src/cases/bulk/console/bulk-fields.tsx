import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useDesk } from '#cases/assignments/console/desk-calls.ts'
import { PeopleSelect } from '#cases/assignments/console/person-select.tsx'
import type { BulkAction } from '#cases/bulk/bulk.contract.ts'
import type { CaseSummary } from '#cases/case.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { DepartmentSelect, DutySelect } from '#console/kit/selects.tsx'
import { SendForm } from '#console/kit/send-form.tsx'
import { type BulkForm, deskOfMost, missingOf } from './bulk-actions.rules.ts'

interface Props {
  action: BulkAction
  cases: readonly CaseSummary[]
  form: BulkForm
  change(part: Partial<BulkForm>): void
  pending: boolean
  error: unknown
  send(): void
}

function Destination({
  form,
  change,
  fault,
}: Pick<Props, 'form' | 'change'> & { fault: string | undefined }) {
  const { t } = useWords()
  return (
    <>
      <Radio.Group
        aria-label={t('bulk:where')}
        value={form.byAdvice}
        options={[
          { value: true, label: t('bulk:by-advice') },
          { value: false, label: t('bulk:one-department') },
        ]}
        onChange={event => change({ byAdvice: event.target.value as boolean })}
      />
      {!form.byAdvice && (
        <>
          <Field label={t('cases:field.departmentId')} error={fault}>
            {control => (
              <DepartmentSelect
                {...control}
                value={form.departmentId}
                onChange={departmentId => change({ departmentId, dutyId: null })}
              />
            )}
          </Field>
          <Field label={`${t('cases:field.dutyId')} ${t('cases:optional')}`}>
            {control => (
              <DutySelect
                {...control}
                departmentId={form.departmentId}
                value={form.dutyId}
                onChange={dutyId => change({ dutyId })}
              />
            )}
          </Field>
        </>
      )}
    </>
  )
}

/** What a bulk act needs to be told. */
export function BulkFields({ action, cases, form, change, pending, error, send }: Props) {
  const { t } = useWords()
  const [tried, setTried] = useState(false)
  const desk = useDesk(action === 'assign' ? deskOfMost(cases) : null)
  const missing = missingOf(action, form)
  const fault = tried && missing !== null ? t('cases:fault.needed') : undefined
  return (
    <SendForm
      verb="bulk:preview"
      pending={pending}
      error={error}
      send={() => {
        setTried(true)
        if (!pending && missing === null) send()
      }}
    >
      <p className="quiet">{t(`bulk:note.${action}`)}</p>
      {action === 'dispatch' && <Destination form={form} change={change} fault={fault} />}
      {action === 'assign' && (
        <Field label={t('cases:field.personId')} error={fault}>
          {control => (
            <PeopleSelect
              id={control.id}
              autoFocus
              desk={desk.data}
              value={form.personId}
              onChange={personId => change({ personId })}
            />
          )}
        </Field>
      )}
      <Field label={`${t(action === 'assign' ? 'bulk:why' : 'cases:field.note')} ${t('cases:optional')}`}>
        {control => (
          <Input.TextArea
            {...control}
            autoFocus={action === 'close'}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={form.note}
            onChange={event => change({ note: event.target.value })}
          />
        )}
      </Field>
    </SendForm>
  )
}

import { Input } from 'antd'
import type { Ref } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { DepartmentSelect, DutySelect, type SelectHandle } from '#console/kit/selects.tsx'
import type { Faults, IntakeDraft } from './intake.rules.ts'

interface Props {
  draft: IntakeDraft
  faults: Faults
  /** Another department than the advice's first is chosen: then a reason is asked for. */
  differs: boolean
  change(part: Partial<IntakeDraft>): void
  department: Ref<SelectHandle>
}

/** Where it goes: filled by adopting advice or by hand. */
export function DispatchFields({ draft, faults, differs, change, department }: Props) {
  const { t } = useWords()
  const fault = (name: keyof IntakeDraft) => (faults[name] ? t(faults[name]) : undefined)
  return (
    <div className="fields">
      <Field label={t('cases:field.departmentId')} error={fault('departmentId')}>
        {control => (
          <DepartmentSelect
            {...control}
            ref={department}
            value={draft.departmentId}
            onChange={departmentId => change({ departmentId, dutyId: null, categoryId: null })}
          />
        )}
      </Field>
      <Field label={`${t('cases:field.dutyId')} ${t('cases:optional')}`}>
        {control => (
          <DutySelect
            {...control}
            departmentId={draft.departmentId}
            value={draft.dutyId}
            onChange={dutyId => change({ dutyId })}
          />
        )}
      </Field>
      {differs && (
        <Field label={t('cases:field.reason-differs')} error={fault('reason')} wide>
          {control => (
            <Input
              {...control}
              maxLength={1000}
              value={draft.reason}
              onChange={event => change({ reason: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  )
}

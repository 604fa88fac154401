import { Alert, App, Checkbox, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { levels } from '#base/level.contract.ts'
import { Field, labelOf } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { SendForm } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { prohibitedUses, riskMatrix } from '../../register/register.contract.ts'
import { ceilings, harms, type NewUseCase, toolPlaces } from '../use-case.contract.ts'
import { useRequest } from './use-case-calls.ts'

const empty: NewUseCase = {
  title: '',
  purpose: '',
  tool: '',
  toolPlace: 'inside',
  departmentId: null,
  dataLevel: 'L1',
  harm: 1,
  citizensSee: false,
  prohibited: [],
}

/** The matrix with the field that this request falls into. */
function Matrix({ of }: { of: NewUseCase }) {
  const { t } = useWords()
  const rank = levels.indexOf(of.dataLevel) + (of.toolPlace === 'outside' ? 1 : 0)
  const leak = Math.min(3, Math.max(1, rank))
  const harm = of.citizensSee && of.harm < 2 ? 2 : of.harm
  return (
    <table className="risk-matrix">
      <caption className="small quiet">{t('use-cases:matrix')}</caption>
      <tbody>
        {riskMatrix.map((row, leakAt) => (
          <tr key={row.join()}>
            <th scope="row" className="small">
              {t(`use-cases:leak.${leakAt + 1}`)}
            </th>
            {row.map((risk, harmAt) => {
              const here = leakAt + 1 === leak && harmAt + 1 === harm
              return (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a fixed table
                  key={harmAt}
                  className={`risk-${risk}${here ? ' risk-here' : ''}`}
                  aria-current={here ? 'true' : undefined}
                >
                  {t(`use-cases:risk.${risk}`)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Asks for a use case; the matrix moves with what is filled in. */
export function RequestForm({ done }: { done(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [draft, change, forget] = useDraft('use-case', empty)
  const [tried, setTried] = useState(false)
  const request = useRequest()
  const short = { title: draft.title.trim().length < 2, purpose: draft.purpose.trim().length < 10 }
  const noTool = draft.tool.trim() === ''
  const above = levels.indexOf(draft.dataLevel) > levels.indexOf(ceilings[draft.toolPlace])
  const fault = (is: boolean, key: string) => (tried && is ? t(`use-cases:fault.${key}`) : undefined)
  return (
    <SendForm
      verb="use-cases:send"
      pending={request.isPending}
      error={request.error}
      disabled={above || draft.prohibited.length > 0}
      send={() => {
        setTried(true)
        if (short.title || short.purpose || noTool) return
        request.mutate(draft, {
          onSuccess: () => {
            forget()
            done()
            void message.success(t('use-cases:sent'))
          },
        })
      }}
    >
      <Field label={t('use-cases:field.title')} error={fault(short.title, 'title')}>
        {control => (
          <Input
            {...control}
            maxLength={120}
            value={draft.title}
            onChange={event => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('use-cases:field.purpose')}
        note={t('use-cases:field.purpose-note')}
        error={fault(short.purpose, 'purpose')}
      >
        {control => (
          <Input.TextArea
            {...control}
            rows={4}
            maxLength={2000}
            value={draft.purpose}
            onChange={event => change({ purpose: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('use-cases:field.tool')} error={fault(noTool, 'tool')}>
        {control => (
          <Input
            {...control}
            maxLength={120}
            value={draft.tool}
            onChange={event => change({ tool: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('use-cases:field.place')}>
        {({ id }) => (
          <Radio.Group
            aria-labelledby={labelOf(id)}
            value={draft.toolPlace}
            onChange={event => change({ toolPlace: event.target.value })}
            options={toolPlaces.map(value => ({ value, label: t(`use-cases:place.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t('use-cases:field.department')} note={t('use-cases:field.department-note')}>
        {control => (
          <DepartmentSelect
            {...control}
            value={draft.departmentId}
            onChange={departmentId => change({ departmentId })}
          />
        )}
      </Field>
      <Field label={t('use-cases:field.level')}>
        {control => (
          <Select
            {...control}
            value={draft.dataLevel}
            onChange={dataLevel => change({ dataLevel })}
            options={levels.map(value => ({ value, label: t(`use-cases:level.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t('use-cases:field.harm')}>
        {({ id }) => (
          <Radio.Group
            vertical
            aria-labelledby={labelOf(id)}
            value={draft.harm}
            onChange={event => change({ harm: event.target.value })}
            options={harms.map(value => ({ value, label: t(`use-cases:harm.${value}`) }))}
          />
        )}
      </Field>
      <Checkbox checked={draft.citizensSee} onChange={event => change({ citizensSee: event.target.checked })}>
        {t('use-cases:field.citizens')}
      </Checkbox>
      <Field label={t('use-cases:field.prohibited')}>
        {({ id }) => (
          <Checkbox.Group
            aria-labelledby={labelOf(id)}
            value={draft.prohibited}
            onChange={prohibited => change({ prohibited })}
            options={prohibitedUses.map(value => ({ value, label: t(`use-cases:prohibited.${value}`) }))}
          />
        )}
      </Field>
      {above && <Alert type="error" showIcon title={t(`use-cases:above.${draft.toolPlace}`)} />}
      {draft.prohibited.length > 0 && <Alert type="error" showIcon title={t('use-cases:is-prohibited')} />}
      <Matrix of={draft} />
    </SendForm>
  )
}

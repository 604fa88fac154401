import { Checkbox, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import type { Category } from '#city/category.contract.ts'
import { urgencies } from '#city/duty.contract.ts'
import { useCategories, useDepartments } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import type { DutyForm } from './edits.rules.ts'
import { PathSelect } from './path-select.tsx'

const longest = { title: 120, titleEnglish: 240, legalBasis: 500, description: 2000 }
const mayChoose = (one: Category) => one.level === 3 && one.validTo === null

interface Props {
  form: DutyForm
  fault(name: string): string | undefined
  change(part: Partial<DutyForm>): void
  /** What stands after the titles. */
  children?: ReactNode
}

/** Everything a duty says, but the day it holds from. */
export function DutyFields({ form, fault, change, children }: Props) {
  const { t, language } = useWords()
  const departments = useDepartments()
  const categories = useCategories()
  const text = (name: keyof typeof longest) => (
    <Field key={name} label={t(`city:field.${name}`)} error={fault(name)}>
      {control => (
        <Input.TextArea
          {...control}
          autoFocus={name === 'title'}
          autoSize={{ minRows: name === 'description' ? 3 : 1, maxRows: 10 }}
          maxLength={longest[name]}
          value={form[name]}
          onChange={event => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      {text('title')}
      {text('titleEnglish')}
      {children}
      <Field label={t('city:field.categoryId')} error={fault('categoryId')}>
        {control => (
          <PathSelect
            {...control}
            list={categories ?? []}
            mayChoose={mayChoose}
            value={form.categoryId}
            onChange={categoryId => change({ categoryId })}
          />
        )}
      </Field>
      <Field label={t('city:field.hostDepartmentId')} note={t('city:note.host')}>
        {control => (
          <DepartmentSelect
            {...control}
            placeholder={t('city:by-region')}
            value={form.hostDepartmentId}
            onChange={hostDepartmentId => change({ hostDepartmentId })}
          />
        )}
      </Field>
      <Field label={t('city:field.coHosts')}>
        {control => (
          <Select<string[]>
            id={control.id}
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={form.coHosts}
            options={departments
              ?.filter(one => one.active)
              .map(one => ({ value: one.id, label: nameIn(language, one) }))}
            onChange={coHosts => change({ coHosts })}
          />
        )}
      </Field>
      <Checkbox
        checked={form.coHostByRegion}
        onChange={event => change({ coHostByRegion: event.target.checked })}
      >
        {t('city:field.coHostByRegion')}
      </Checkbox>
      <div className="fields">
        <Field label={t('city:field.timeLimitWorkdays')}>
          {control => (
            <InputNumber
              {...control}
              min={0}
              max={366}
              precision={0}
              style={{ width: '100%' }}
              value={form.timeLimitWorkdays}
              onChange={days => change({ timeLimitWorkdays: days ?? 0 })}
            />
          )}
        </Field>
        <Field label={t('city:field.urgency')}>
          {control => (
            <Select
              {...control}
              value={form.urgency}
              options={urgencies.map(value => ({ value, label: t(`kit:urgency.${value}`) }))}
              onChange={urgency => change({ urgency })}
            />
          )}
        </Field>
      </div>
      {text('legalBasis')}
      {text('description')}
    </>
  )
}

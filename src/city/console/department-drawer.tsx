import { Drawer, Switch } from 'antd'
import { useMemo } from 'react'
import type { Department } from '#city/department.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Nothing } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { useEditDepartment } from './city-calls.ts'
import { contactLines, nameLines } from './department-lines.ts'
import { DepartmentPlace } from './department-place.tsx'
import { EditForm } from './edit-form.tsx'
import { type ContactForm, changeOfDepartment, contactFaults, contactForm } from './edits.rules.ts'
import { TextLines } from './text-lines.tsx'

function Edit({ of }: { of: Department }) {
  const { t } = useWords()
  const empty = useMemo(() => contactForm(of), [of])
  const [form, change, forget] = useDraft<ContactForm>(`city.department.${of.id}`, empty)
  const edit = useEditDepartment(of.id)
  return (
    <EditForm
      wanted={changeOfDepartment(of, form)}
      faults={contactFaults(form)}
      edit={edit}
      onSaved={saved => forget(contactForm(saved))}
    >
      {fault => (
        <>
          <TextLines show={{ ...contactLines, ...nameLines }} form={form} fault={fault} change={change} />
          <DepartmentPlace form={form} fault={fault} change={change} />
          <Field label={t('city:field.active')} note={t('city:note.active')}>
            {control => (
              <div>
                <Switch id={control.id} checked={form.active} onChange={active => change({ active })} />
              </div>
            )}
          </Field>
        </>
      )}
    </EditForm>
  )
}

/** One department beside the list: facts for everybody, the form for who may edit. */
export function DepartmentDrawer({ of, onClose }: { of: Department | undefined; onClose(): void }) {
  const { t, language } = useWords()
  const names = useCityNames()
  const mayEdit = useMay('city:edit')
  return (
    <Drawer
      open
      size={460}
      mask={{ closable: !mayEdit }}
      onClose={onClose}
      title={of ? nameIn(language, of) : ''}
    >
      {!of && <Nothing title={t('city:empty.department')} />}
      {of && (
        <div className="stack">
          <dl className="facts">
            <dt>{t('city:field.id')}</dt>
            <dd>
              <code>{of.id}</code>
            </dd>
            <dt>{t('city:field.kind')}</dt>
            <dd>{t(`city:kind.${of.kind}`, { defaultValue: of.kind })}</dd>
            <dt>{t('city:field.regionId')}</dt>
            <dd>{names.region(of.regionId)}</dd>
            {(['phone', 'address', 'email'] as const).map(
              name =>
                of[name] && (
                  <div key={name} style={{ display: 'contents' }}>
                    <dt>{t(`city:field.${name}`)}</dt>
                    <dd>{of[name]}</dd>
                  </div>
                ),
            )}
          </dl>
          <a className="linklike" href={`/duties?departmentId=${of.id}`}>
            {t('city:see-duties')}
          </a>
          {mayEdit && <Edit of={of} />}
        </div>
      )}
    </Drawer>
  )
}

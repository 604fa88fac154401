import { App, Button, Drawer, Switch } from 'antd'
import { useMemo } from 'react'
import type { Department, DepartmentChange } from '#city/department.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { problemOf } from '#console/kit/client.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { useMay } from '#console/kit/session.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { useEditDepartment } from './city-calls.ts'
import { DepartmentTexts } from './department-texts.tsx'
import { type ContactForm, changeOfDepartment, contactFaults, contactForm } from './edits.rules.ts'
import { SendForm } from './send-form.tsx'

function EditForm({ of }: { of: Department }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const empty = useMemo(() => contactForm(of), [of])
  const [form, change, forget] = useDraft<ContactForm>(`city.department.${of.id}`, empty)
  const edit = useEditDepartment()
  const wanted: DepartmentChange | null = changeOfDepartment(of, form)
  const faults: Partial<Record<string, string>> = contactFaults(form)
  const fault = (name: string) => (faults[name] ? t(faults[name]) : undefined)
  const send = () => {
    if (!wanted || edit.isPending || Object.keys(faults).length > 0) return
    edit.mutate(
      { id: of.id, change: wanted },
      {
        onSuccess: saved => {
          forget(contactForm(saved))
          void message.success(t('city:saved'))
        },
      },
    )
  }
  const fields = problemOf(edit.error).code === 'city.changed-meanwhile'
  return (
    <SendForm verb="city:save" send={send}>
      {edit.error && <ProblemNotice error={edit.error} kept />}
      {edit.error && fields && <p className="quiet">{t('city:compare')}</p>}
      <DepartmentTexts
        show={['phone', 'address', 'email', 'name', 'nameEnglish']}
        form={form}
        fault={fault}
        change={change}
      />
      <Field label={t('city:field.parentId')}>
        {control => (
          <DepartmentSelect {...control} value={form.parentId} onChange={parentId => change({ parentId })} />
        )}
      </Field>
      <Field label={t('city:field.active')} note={t('city:note.active')}>
        {control => (
          <div>
            <Switch id={control.id} checked={form.active} onChange={active => change({ active })} />
          </div>
        )}
      </Field>
      <Button type="primary" htmlType="submit" disabled={!wanted} loading={edit.isPending}>
        {t('city:save')} <Keys of="mod+enter" />
      </Button>
    </SendForm>
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
          {mayEdit && <EditForm of={of} />}
        </div>
      )}
    </Drawer>
  )
}

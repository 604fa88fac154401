import { Drawer, Tag } from 'antd'
import { useMemo } from 'react'
import type { Category } from '#city/category.contract.ts'
import { useCategories, useCityNames } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Nothing } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { EditForm } from './edit-form.tsx'
import { type CategoryForm, categoryForm, changeOfCategory, nameFaults } from './edits.rules.ts'
import { EndEntry } from './end-entry.tsx'
import { useEditCategory } from './entry-calls.ts'
import { FormerList } from './former-list.tsx'
import { TextLines } from './text-lines.tsx'

function Rename({ of }: { of: Category }) {
  const empty = useMemo(() => categoryForm(of), [of])
  const [form, change, forget] = useDraft<CategoryForm>(`city.category.${of.id}`, empty)
  const edit = useEditCategory(of.id)
  return (
    <EditForm
      wanted={changeOfCategory(of, form)}
      faults={nameFaults(form)}
      edit={edit}
      onSaved={saved => forget(categoryForm(saved))}
    >
      {fault => (
        <TextLines show={{ name: 120, nameEnglish: 120 }} form={form} fault={fault} change={change} />
      )}
    </EditForm>
  )
}

function Facts({ of, duties }: { of: Category; duties: number }) {
  const { t } = useWords()
  const names = useCityNames()
  return (
    <dl className="facts">
      <dt>{t('city:field.id')}</dt>
      <dd>
        <code>{of.id}</code>
      </dd>
      {of.parentId && (
        <>
          <dt>{t('city:field.below')}</dt>
          <dd>{names.category(of.parentId)}</dd>
        </>
      )}
      <dt>{t('city:page.duties')}</dt>
      <dd>
        <a className="linklike number" href={`/duties?categoryId=${of.id}`}>
          {duties}
        </a>
      </dd>
      {of.successorId && (
        <>
          <dt>{t('city:field.successorId')}</dt>
          <dd>{names.category(of.successorId)}</dd>
        </>
      )}
    </dl>
  )
}

interface Props {
  of: Category | undefined
  /** How many duties belong to it and what lies below. */
  duties: number
  onClose(): void
}

/** One category beside the list: facts for everybody, the forms for who may edit. */
export function CategoryDrawer({ of, duties, onClose }: Props) {
  const { t, language } = useWords()
  const names = useCityNames()
  const categories = useCategories()
  const mayEdit = useMay('city:edit')
  return (
    <Drawer
      open
      size={460}
      mask={{ closable: !mayEdit }}
      onClose={onClose}
      title={of ? nameIn(language, of) : ''}
    >
      {!of && <Nothing title={t('city:empty.category')} />}
      {of && (
        <div className="stack">
          {of.validTo && (
            <div>
              <Tag color="gold">{t('city:entry-ends-on', { date: of.validTo })}</Tag>
            </div>
          )}
          <Facts of={of} duties={duties} />
          {mayEdit && (
            <>
              <Rename of={of} />
              <div className="row">
                <EndEntry
                  path={`categories/${of.id}`}
                  of={of}
                  successors={categories ?? []}
                  maySucceed={id => {
                    const one = categories?.find(each => each.id === id)
                    return one?.level === of.level && one.validTo === null && one.id !== of.id
                  }}
                />
              </div>
            </>
          )}
          <FormerList path={`categories/${of.id}`} nameOf={names.category} />
        </div>
      )}
    </Drawer>
  )
}

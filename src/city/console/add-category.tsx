import { useMemo } from 'react'
import type { Category } from '#city/category.contract.ts'
import { useCategories } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { AddForm } from './add-form.tsx'
import { categoryOf, emptyCategory, newCategoryFaults } from './additions.rules.ts'
import { useAddCategory } from './entry-calls.ts'
import { IdField } from './id-field.tsx'
import { PathSelect } from './path-select.tsx'
import { TextLines } from './text-lines.tsx'

const mayHold = (one: Category) => one.level < 3 && one.validTo === null

interface Props {
  /** The category that is looked at: the new one most likely lies below it. */
  below: Category | undefined
  onClose(): void
  onAdded(id: string): void
}

/** A new category beside the list; what was typed outlives a refusal, a reload and closing. */
export function AddCategory({ below, onClose, onAdded }: Props) {
  const { t } = useWords()
  const categories = useCategories()
  const empty = useMemo(() => emptyCategory(below && mayHold(below) ? below.id : null), [below])
  const [form, change, forget] = useDraft('city.new-category', empty)
  const add = useAddCategory()
  const wanted = categoryOf(form)
  const added = (id: string) => {
    forget()
    onAdded(id)
  }
  return (
    <FormDrawer focusInside onClose={onClose} title={t('city:add.category')}>
      <AddForm
        verb="city:add.category"
        wanted={wanted}
        faults={newCategoryFaults(wanted)}
        add={add}
        onAdded={added}
      >
        {fault => (
          <>
            <TextLines
              first
              show={{ name: 120, nameEnglish: 120 }}
              form={form}
              fault={fault}
              change={change}
            />
            <IdField value={wanted.id} error={fault('id')} onChange={id => change({ id })} />
            <Field label={t('city:field.below')} note={t('city:note.below')} error={fault('parentId')}>
              {control => (
                <PathSelect
                  {...control}
                  allowClear
                  list={categories ?? []}
                  mayChoose={mayHold}
                  value={form.parentId ?? ''}
                  onChange={parentId => change({ parentId: parentId || null })}
                />
              )}
            </Field>
          </>
        )}
      </AddForm>
    </FormDrawer>
  )
}

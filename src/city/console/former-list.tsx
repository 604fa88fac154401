import { nameIn, useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { type EntryPath, useFormer } from './entry-calls.ts'

/** What a region or a category was called before its edits, newest first. */
export function FormerList({ path, nameOf }: { path: EntryPath; nameOf(id: string | null): string }) {
  const { t, language } = useWords()
  const former = useFormer(path)
  if (!former.data || former.data.items.length === 0) return null
  return (
    <section className="stack-tight">
      <h3>{t('city:section.former')}</h3>
      <ul className="plain-list">
        {former.data.items.map(one => (
          <li key={one.version}>
            {t('city:version', { value: one.version })} · {nameIn(language, one)}
            {one.parentId && ` · ${nameOf(one.parentId)}`}
            {one.validTo && ` · ${t('city:entry-ends-on', { date: one.validTo })}`}
            <div className="small quiet">
              {t('city:replaced')} <Moment at={one.replacedAt} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

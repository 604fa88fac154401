import type { ImportDetail, ImportMapping } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Counts } from './counts.tsx'
import { RejectedRows } from './rejected-rows.tsx'
import { ValueMap } from './value-map.tsx'
import { valueRows } from './wizard.rules.ts'

interface Props {
  of: ImportDetail
  mapping: ImportMapping
  onChange(values: ImportMapping['values']): void
}

/** What the dry run found: counts, words that need a meaning, the first rows that would be left out. */
export function CheckResult({ of, mapping, onChange }: Props) {
  const { t } = useWords()
  const values = valueRows(of.check, mapping.values)
  const settled = values.every(one => one.id !== null)
  return (
    <>
      {of.check && (
        <section className="panel stack-tight">
          <h2>{t('import:section.check')}</h2>
          <Counts of={of.check.counts} />
        </section>
      )}
      {values.length > 0 && (
        <section className="panel stack-tight">
          <h2>{t('import:section.values')}</h2>
          <p className="quiet">{t(`import:values-note.${settled ? 'settled' : mapping.unknownValues}`)}</p>
          <ValueMap rows={values} mapping={mapping} onChange={onChange} />
          {of.check?.unknownMore && <p className="quiet">{t('import:values-more')}</p>}
        </section>
      )}
      {of.check && of.check.rejected.length > 0 && (
        <section className="panel stack-tight">
          <h2>{t('import:section.rejected')}</h2>
          <p className="quiet">{t('import:rejected-note')}</p>
          <RejectedRows rows={of.check.rejected} headings={of.headings} />
        </section>
      )}
    </>
  )
}

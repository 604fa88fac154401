import { Button } from 'antd'
import type { ImportDetail, ImportMapping } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { useKeys } from '#console/kit/use-keys.ts'
import { CheckResult } from './check-result.tsx'
import { ColumnMap } from './column-map.tsx'
import { useDryRun, useImportStep } from './import-calls.ts'
import { MappingOptions } from './mapping-options.tsx'
import { Recognised } from './recognised.tsx'
import { sameMapping, startFault } from './wizard.rules.ts'

const nothing: { mapping: ImportMapping | null } = { mapping: null }

/** Before the import: what the columns are, what the dry run found, and the start. What was chosen outlives a reload. */
export function Prepare({ of }: { of: ImportDetail }) {
  const { t } = useWords()
  const [draft, change, forget] = useDraft(`import.${of.importId}`, nothing)
  const mapping = draft.mapping ?? of.mapping
  const edit = (part: Partial<ImportMapping>) => change({ mapping: { ...mapping, ...part } })
  const changed = !sameMapping(mapping, of.mapping)
  const dryRun = useDryRun(of.importId)
  const start = useImportStep(of.importId, 'start')
  const fault = startFault(of, mapping, changed)
  const complete = fault !== 'detail' && fault !== 'source'
  const check = () => complete && !dryRun.isPending && dryRun.mutate(mapping)
  const ready = fault === null
  const begin = () => ready && !start.isPending && start.mutate(undefined, { onSuccess: () => forget() })
  const goOn = () => (ready ? begin() : check())
  useKeys([{ keys: 'mod+enter', label: ready ? 'import:start' : 'import:check', run: goOn }])
  return (
    <div className="stack">
      {of.error && (
        <p className="field-error" role="alert">
          {of.error.message}
        </p>
      )}
      <CheckResult of={of} mapping={mapping} onChange={values => edit({ values })} />
      <section className="panel stack">
        <h2>{t('import:section.recognised')}</h2>
        <Recognised of={of} />
        <h2>{t('import:section.columns')}</h2>
        <p className="quiet">{t('import:columns-note')}</p>
        <ColumnMap of={of} mapping={mapping} onChange={columns => edit({ columns })} />
        <details>
          <summary>{t('import:section.options')}</summary>
          <MappingOptions mapping={mapping} onChange={edit} />
        </details>
      </section>
      {(dryRun.error ?? start.error) && <ProblemNotice error={dryRun.error ?? start.error} kept />}
      <div className="panel page-bar row">
        <Button
          type={ready ? 'default' : 'primary'}
          disabled={!complete}
          loading={dryRun.isPending}
          onClick={check}
        >
          {t(of.check ? 'import:check-again' : 'import:check')} {!ready && <Keys of="mod+enter" />}
        </Button>
        <Button
          type={ready ? 'primary' : 'default'}
          disabled={!ready}
          loading={start.isPending}
          onClick={begin}
        >
          {t('import:start')} {ready && <Keys of="mod+enter" />}
        </Button>
        {fault && (
          <span className={complete ? 'quiet small' : 'field-error small'}>{t(`import:fault.${fault}`)}</span>
        )}
      </div>
    </div>
  )
}

import { Button, Switch } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { AllowedPanel } from './allowed-panel.tsx'
import { EditDrawer } from './edit-drawer.tsx'
import { ImportDrawer } from './import-drawer.tsx'
import { ShowsWords } from './masked-word.tsx'
import { TryPanel } from './try-panel.tsx'
import { VersionsPanel } from './versions-panel.tsx'
import { useVocabulary } from './vocabulary-calls.ts'
import { WordsTable } from './words-table.tsx'
import './vocabulary.css'

/** The word library: what is in force, its words, versions and the way back, and a box to try it in. */
export function Page() {
  const { t } = useWords()
  const edits = useMay('guard:edit')
  const state = useVocabulary()
  const [search] = useFilters()
  const switchId = useId()
  const [shown, setShown] = useState(false)
  const [open, setOpen] = useState<'import' | 'add' | null>(null)
  if (state.error && !state.data)
    return <ProblemNotice error={state.error} retry={() => void state.refetch()} />
  if (!state.data) return <Loading rows={12} />
  const { versions, inForce } = state.data
  const viewed = versions.find(one => (one.id ?? 'shipped') === search.version) ?? inForce
  const name = viewed.id ?? 'shipped'
  return (
    <ShowsWords value={shown}>
      <div className="stack">
        <p className="quiet">{t('vocabulary:intro')}</p>
        <div className="row-between">
          <span className="row">
            <Switch id={switchId} checked={shown} onChange={setShown} />
            <label htmlFor={switchId}>{t('vocabulary:show-words')}</label>
          </span>
          {edits && (
            <span className="row">
              <Button onClick={() => setOpen('add')}>{t('vocabulary:add')}</Button>
              <Button type="primary" onClick={() => setOpen('import')}>
                {t('vocabulary:import')}
              </Button>
            </span>
          )}
        </div>
        <div className="columns">
          <div className="stack">
            <WordsTable of={viewed} />
          </div>
          <div className="stack">
            <TryPanel version={name} of={viewed} />
            <VersionsPanel of={state.data} />
            <AllowedPanel of={viewed} />
          </div>
        </div>
      </div>
      {open === 'import' && <ImportDrawer onClose={() => setOpen(null)} />}
      {open === 'add' && <EditDrawer version={name} of={null} onClose={() => setOpen(null)} />}
    </ShowsWords>
  )
}

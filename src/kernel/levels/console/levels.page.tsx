import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { FieldsPanel } from './fields-panel.tsx'
import { useLevels } from './level-calls.ts'
import { SettingsDrawer } from './settings-drawer.tsx'
import { VersionsPanel, WaitingChange } from './versions-panel.tsx'
import './levels.css'

/** The data levels: the map of every field, what the city set, and changes that wait for a second look. */
export function Page() {
  const { t } = useWords()
  const mayEdit = useMay('levels:edit')
  const state = useLevels()
  const [open, setOpen] = useState(false)
  if (state.error && !state.data)
    return <ProblemNotice error={state.error} retry={() => void state.refetch()} />
  if (!state.data) return <Loading rows={12} />
  const waiting = state.data.versions.filter(one => one.state === 'waiting')
  return (
    <div className="stack">
      <p className="quiet">{t('levels:intro')}</p>
      {mayEdit && (
        <div className="row">
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('levels:settings')}
          </Button>
        </div>
      )}
      {waiting.map(one => (
        <WaitingChange key={one.number} of={one} />
      ))}
      <div className="columns">
        <FieldsPanel state={state.data} />
        <VersionsPanel of={state.data.versions} />
      </div>
      {open && <SettingsDrawer of={state.data} onClose={() => setOpen(false)} />}
    </div>
  )
}

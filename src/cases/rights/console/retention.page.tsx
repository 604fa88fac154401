import { ActDrawer } from '#cases/joint/console/act-drawer.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { HoldsPanel } from './holds-panel.tsx'
import { PersonsPanel } from './persons-panel.tsx'
import { useRetention } from './rights-calls.ts'
import { RulesPanel } from './rules-panel.tsx'
import { useRightsForms } from './use-rights-forms.ts'

/** How long cases are kept, what would be erased now, what is held back, and the data of one person. */
export function Page() {
  const found = useRetention()
  const forms = useRightsForms()
  const mayRetain = useMay('rights:retain')
  const mayServe = useMay('rights:person')
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={10} />
  return (
    <div className="columns">
      <RulesPanel of={found.data} forms={forms} mayRetain={mayRetain} />
      <div className="stack">
        <PersonsPanel of={found.data} forms={forms} mayServe={mayServe} />
        <HoldsPanel of={found.data} forms={forms} mayRetain={mayRetain} />
      </div>
      <ActDrawer act={forms.act} onClose={forms.close} />
    </div>
  )
}

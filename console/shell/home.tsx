import { useWords } from '#console/kit/language.ts'
import { Nothing } from '#console/kit/notices.tsx'
import { landingOf } from '#console/kit/page.rules.ts'
import { Redirect } from '#console/kit/redirect.tsx'
import { useSession } from '#console/kit/session.ts'
import { Gate } from './gate.tsx'
import { pages } from './pages.ts'

function Landing() {
  const { t } = useWords()
  const session = useSession()
  if (!session.signedIn) return <Redirect path="/public" />
  const path = landingOf(pages, session)
  if (path) return <Redirect path={path} />
  return <Nothing title={t('shell:no-work.title')} next={t('shell:no-work.next')} />
}

/** `/`: everybody to the own work, a stranger to the citizens' page. */
export function Home() {
  return (
    <Gate access="public">
      <Landing />
    </Gate>
  )
}

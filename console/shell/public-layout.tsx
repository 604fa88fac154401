import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useWords } from '#console/kit/language.ts'
import type { PageEntry } from '#console/kit/page.rules.ts'
import { useSession } from '#console/kit/session.ts'
import { Preferences } from './preferences.tsx'
import { useSignOut } from './sign-in.ts'

const iconUrl = new URL('../icon.svg', import.meta.url).href

/** The citizens' frame: phone first, nothing but the matter and the way to one's reports. */
export function PublicLayout({ page, children }: { page?: PageEntry; children: ReactNode }) {
  const { t } = useWords()
  const session = useSession()
  const signOut = useSignOut()
  useEffect(() => {
    document.title = page ? `${t(page.title)} · ${t('shell:public.name')}` : t('shell:public.name')
  }, [page, t])
  return (
    <div className="public">
      <a className="skip" href="#content">
        {t('shell:skip')}
      </a>
      <header className="public-head">
        <Link to="/public" className="brand">
          <img src={iconUrl} alt="" width={28} height={28} />
          <span>{t('shell:public.name')}</span>
        </Link>
        <div className="row" style={{ gap: 2 }}>
          <Preferences />
          {session.signedIn ? (
            <Button type="text" onClick={() => signOut.mutate()}>
              {t('shell:sign-out')}
            </Button>
          ) : (
            <Link to="/sign-in" className="linklike" style={{ padding: '0 8px' }}>
              {t('shell:public.staff')}
            </Link>
          )}
        </div>
      </header>
      <main id="content" className="public-main" tabIndex={-1}>
        {children}
      </main>
      <footer className="public-foot small quiet">{t('shell:public.emergency')}</footer>
    </div>
  )
}

import type { ReactNode } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Preferences } from './preferences.tsx'

/** The frame of sign-in and what belongs to it: one calm column. */
export function SimpleFrame({ title, children }: { title?: string; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="simple-frame">
      <header className="row-between">
        <a href="/" className="brand">
          <img src={iconUrl} alt="" width={28} height={28} />
          <span>{t('shell:name')}</span>
        </a>
        <Preferences />
      </header>
      <main className="simple-main">
        <div className="panel stack">
          {title && <h1>{title}</h1>}
          {children}
        </div>
      </main>
    </div>
  )
}

const iconUrl = new URL('../icon.svg', import.meta.url).href

import { MenuOutlined, SearchOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Layout, Tag } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Bell } from '#cases/inbox/console/bell.tsx'
import { useWords } from '#console/kit/language.ts'
import type { PageEntry } from '#console/kit/page.rules.ts'
import { useSession } from '#console/kit/session.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { openPalette } from './command-palette.tsx'
import { PersonMenu } from './person-menu.tsx'
import { Preferences } from './preferences.tsx'
import { openShortcuts } from './shortcut-list.tsx'
import { SideMenu } from './side-menu.tsx'

const iconUrl = new URL('../icon.svg', import.meta.url).href

/** The frame of everybody's work: menu by permission, way to everything, the person. */
export function StaffLayout({ page, children }: { page: PageEntry; children: ReactNode }) {
  const { t } = useWords()
  const session = useSession()
  const [open, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu of the phone.
  useEffect(() => setOpen(false), [page.key])
  useEffect(() => {
    document.title = `${t(page.title)} · ${t('shell:name')}`
  }, [page.title, t])
  const brand = (
    <a href="/" className="brand">
      <img src={iconUrl} alt="" width={26} height={26} />
      <span>{t('shell:name')}</span>
    </a>
  )
  return (
    <Layout style={{ minHeight: '100%' }}>
      <a className="skip" href="#content">
        {t('shell:skip')}
      </a>
      <Layout.Sider
        width={208}
        theme="light"
        className="side"
        breakpoint="lg"
        collapsedWidth={0}
        trigger={null}
      >
        <div className="side-head">{brand}</div>
        <SideMenu current={page.key} />
      </Layout.Sider>
      <Drawer
        placement="left"
        size={260}
        open={open}
        onClose={() => setOpen(false)}
        title={brand}
        styles={{ body: { padding: 0 } }}
      >
        <SideMenu current={page.key} />
      </Drawer>
      <Layout style={{ minWidth: 0 }}>
        <Layout.Header className="top">
          <div className="row" style={{ flexWrap: 'nowrap', minWidth: 0 }}>
            <Button
              className="top-menu"
              type="text"
              icon={<MenuOutlined />}
              aria-label={t('shell:menu')}
              onClick={() => setOpen(true)}
            />
            <h1 className="top-title">{t(page.title)}</h1>
            {session.fictional && (
              <Link to="/guide" className="top-wide" preload={false}>
                <Tag variant="outlined">
                  {t('shell:fictional')} · {t('shell:guide')}
                </Tag>
              </Link>
            )}
          </div>
          <div className="row" style={{ flexWrap: 'nowrap', gap: 2 }}>
            <Button
              className="top-search"
              icon={<SearchOutlined />}
              onClick={openPalette}
              aria-label={t('shell:palette.open')}
            >
              <span className="top-wide">
                {t('shell:palette.open')} <Keys of="mod+k" />
              </span>
            </Button>
            <Button
              className="top-wide"
              type="text"
              onClick={openShortcuts}
              aria-label={t('shell:shortcuts.open')}
            >
              <Keys of="?" />
            </Button>
            <Bell />
            <Preferences />
            <PersonMenu />
          </div>
        </Layout.Header>
        <Layout.Content id="content" className="content" role="main" tabIndex={-1}>
          {children}
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

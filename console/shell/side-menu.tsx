import { Link } from '@tanstack/react-router'
import { Menu } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { menuOf } from '#console/kit/page.rules.ts'
import { useSession } from '#console/kit/session.ts'
import { Icon } from './icons.tsx'
import { pages } from './pages.ts'

/** The pages this person may open, by group. */
export function SideMenu({ current }: { current: string }) {
  const { t } = useWords()
  const session = useSession()
  return (
    <nav aria-label={t('shell:menu')}>
      <Menu
        mode="inline"
        selectedKeys={[current]}
        style={{ borderInlineEnd: 0, background: 'transparent' }}
        items={menuOf(pages, session).map(({ group, pages: shown }) => ({
          key: group,
          type: 'group' as const,
          label: t(`shell:group.${group}`),
          children: shown.map(page => ({
            key: page.key,
            icon: <Icon name={page.menu?.icon ?? 'list'} />,
            label: <Link to={page.path}>{t(page.title)}</Link>,
          })),
        }))}
      />
    </nav>
  )
}

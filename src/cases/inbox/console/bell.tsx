import { BellOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Badge } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { useUnread } from './inbox-calls.ts'
import './inbox.css'

/** The way to one's messages, with how many are unread. */
export function Bell({ to = '/inbox' }: { to?: string }) {
  const { t } = useWords()
  const { data } = useUnread()
  const count = data?.value ?? 0
  const number = data?.more ? `${count}+` : String(count)
  const label = count > 0 ? t('inbox:bell.unread', { count: number }) : t('inbox:bell.none')
  return (
    <Link to={to} className="bell ant-btn ant-btn-text" aria-label={label} title={label} preload={false}>
      <Badge count={data?.more ? count + 1 : count} overflowCount={99} size="small" aria-hidden>
        <BellOutlined className="bell-sign" aria-hidden />
      </Badge>
    </Link>
  )
}

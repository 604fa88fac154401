import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { InboxMessage } from '#cases/inbox/inbox.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { targetOf } from './inbox.rules.ts'

interface Props {
  message: InboxMessage
  chosen: boolean
  onChoose(): void
  onOpen(): void
  onRead(): void
}

/** One message: what happened, when, and the way to what it is about. */
export function InboxRow({ message, chosen, onChoose, onOpen, onRead }: Props) {
  const { t } = useWords()
  const target = targetOf(message)
  const classes = ['inbox-row', message.read && 'read', chosen && 'chosen'].filter(Boolean).join(' ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the page moves by j and k.
    <li className={classes} onClick={onChoose} aria-current={chosen ? 'true' : undefined}>
      {message.read ? <span /> : <span className="inbox-dot" role="img" aria-label={t('inbox:unread')} />}
      <div>
        {target ? (
          <Link to={target} className="linklike inbox-title" onClick={onOpen} preload={false}>
            {message.title}
          </Link>
        ) : (
          <span className={message.visible ? 'inbox-title' : 'quiet'}>{message.title}</span>
        )}
        {message.text && <div className="two-lines small">{message.text}</div>}
      </div>
      <div className="inbox-side small">
        <span className="quiet number">
          <Moment at={message.at} />
        </span>
        {!message.read && (
          <Button size="small" type="text" onClick={onRead}>
            {t('inbox:mark')} {chosen && <Keys of="x" />}
          </Button>
        )}
      </div>
    </li>
  )
}

import { ClockCircleOutlined } from '@ant-design/icons'
import { useWords } from './language.ts'
import { dueOf, lateText, momentText, relativeText } from './time.rules.ts'
import { useNow } from './use-later.ts'

/** A moment the local way; how long ago on hover. */
export function Moment({ at }: { at: string }) {
  const { language } = useWords()
  const now = useNow()
  return (
    <time dateTime={at} title={relativeText(at, language, now)}>
      {momentText(at, language, now)}
    </time>
  )
}

/** A deadline: time left in words, its colour and its sign by how pressing it is. */
export function DueText({ at, closed }: { at: string | null; closed: boolean }) {
  const { t, language } = useWords()
  const now = useNow()
  const due = dueOf(at, now, closed)
  if (at === null) return <span className="quiet">{t('kit:due.none')}</span>
  if (due === 'none') return <Moment at={at} />
  return (
    <time dateTime={at} title={momentText(at, language, now)} className={`due due-${due}`}>
      {due !== 'calm' && <ClockCircleOutlined aria-hidden />}{' '}
      {due === 'late'
        ? t('kit:due.late', { span: lateText(at, language, now) })
        : relativeText(at, language, now)}
    </time>
  )
}

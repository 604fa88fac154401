import { Alert, Button, Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { problemOf } from './client.ts'
import { useWords } from './language.ts'
import { fieldMessages } from './problem.rules.ts'

/** The sentence for a problem: the server's own, or one of ours for what happened before it could answer. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useWords()
  return error => {
    const problem = problemOf(error)
    const own = t(`kit:problem.${problem.code.replace(/^console\./, '')}`, { defaultValue: '' })
    return own || problem.title || t('kit:problem.other', { status: problem.status })
  }
}

/** What went wrong, above a form or in the place of a list: what happened, what was kept, what to do. */
export function ProblemNotice(props: { error: unknown; retry?: () => void; kept?: boolean }) {
  const { t } = useWords()
  const text = useProblemText()
  const problem = problemOf(props.error)
  const fields = fieldMessages(problem)
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={text(props.error)}
      description={
        <>
          {problem.detail && <p>{problem.detail}</p>}
          {fields.length > 0 && (
            <ul className="plain-list">
              {fields.map(field => (
                <li key={field.name.join('.')}>
                  <code>{field.name.join('.')}</code> {field.errors.join(' ')}
                </li>
              ))}
            </ul>
          )}
          {props.kept && <p className="quiet">{t('kit:problem.kept')}</p>}
        </>
      }
      action={
        props.retry && (
          <Button size="small" onClick={props.retry}>
            {t('kit:problem.retry')}
          </Button>
        )
      }
    />
  )
}

/** The shape of what is coming, so that nothing jumps. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useWords()
  return (
    <div role="status" aria-label={t('kit:loading')} className="loading">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}

/** Nothing here, and what to do next. */
export function Nothing({ title, next, children }: { title: string; next?: string; children?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{title}</strong>
          {next && <p className="quiet">{next}</p>}
        </>
      }
    >
      {children}
    </Empty>
  )
}

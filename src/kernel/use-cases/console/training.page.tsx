import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { attemptsADay, coursePages, questionsDrawn, rightNeeded } from '../course.contract.ts'
import { TestForm } from './test-form.tsx'
import { useAttempt, useTraining } from './use-case-calls.ts'
import './use-cases.css'

/** A short course on the use of generative AI, and its test. */
export function Page() {
  const { t, language } = useWords()
  const found = useTraining()
  const attempt = useAttempt()
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={8} />
  const { valid, validUntil, attemptsToday } = found.data
  const left = Math.max(0, attemptsADay - attemptsToday)
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  return (
    <div className="stack reading">
      <section className="panel stack-tight">
        <p className="quiet">{t('use-cases:training.intro')}</p>
        <p>
          {valid && validUntil
            ? t('use-cases:trained', { until: day.format(new Date(validUntil)) })
            : t('use-cases:not-trained')}
        </p>
        <Link to="/use-cases" className="linklike">
          {t('use-cases:to-register')}
        </Link>
      </section>
      {coursePages.map(page => (
        <section key={page} className="panel stack-tight">
          <h2>{t(`use-cases:course.${page}.title`)}</h2>
          <p className="said">{t(`use-cases:course.${page}.text`)}</p>
        </section>
      ))}
      {attempt.data ? (
        <TestForm key={attempt.data.attemptId} attempt={attempt.data} again={() => attempt.mutate()} />
      ) : (
        <section className="panel stack-tight">
          <h2>{t('use-cases:training.test')}</h2>
          <p className="quiet">
            {t('use-cases:training.rules', { questions: questionsDrawn, needed: rightNeeded, left })}
          </p>
          <div>
            <Button
              type="primary"
              disabled={left === 0}
              loading={attempt.isPending}
              onClick={() => attempt.mutate()}
            >
              {t('use-cases:training.begin')}
            </Button>
          </div>
        </section>
      )}
      {attempt.error && <ProblemNotice error={attempt.error} />}
    </div>
  )
}

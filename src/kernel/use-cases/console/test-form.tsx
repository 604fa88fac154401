import { Alert, Button, Radio } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { type AttemptResult, type BegunAttempt, type InTwo, rightNeeded } from '../course.contract.ts'
import { useHandIn } from './use-case-calls.ts'

function Question({
  asked,
  place,
  chosen,
  result,
  choose,
}: {
  asked: BegunAttempt['questions'][number]
  place: number
  chosen: number | undefined
  result: AttemptResult['items'][number] | undefined
  choose(answer: number): void
}) {
  const { t, language } = useWords()
  const said = (words: InTwo) => (language === 'en' ? words.en : words.zh)
  return (
    <fieldset className="question">
      <legend>
        {t('use-cases:training.question', { number: place + 1 })} {said(asked.text)}
      </legend>
      <Radio.Group
        vertical
        value={chosen}
        // Greyed out nobody could read any more what was chosen; it just stays.
        onChange={event => !result && choose(event.target.value)}
        options={asked.answers.map((words, value) => ({ value, label: said(words) }))}
      />
      {result && (
        <p className="small">
          <ToneTag tone={result.right ? 'good' : 'bad'}>
            {t(result.right ? 'use-cases:training.right' : 'use-cases:training.wrong')}
          </ToneTag>{' '}
          {!result.right && `${said(asked.answers[result.solution]!)} `}
          <span className="quiet">{said(result.because)}</span>
        </p>
      )}
    </fieldset>
  )
}

/** The ten questions of an attempt; handed in, each with whether it was right and why. */
export function TestForm({ attempt, again }: { attempt: BegunAttempt; again(): void }) {
  const { t } = useWords()
  const [chosen, setChosen] = useState<Record<number, number>>({})
  const handIn = useHandIn()
  const result = handIn.data
  const all = attempt.questions.map((_, place) => chosen[place])
  const complete = all.every(one => one !== undefined)
  return (
    <section className="panel stack" aria-label={t('use-cases:training.test')}>
      <h2>{t('use-cases:training.test')}</h2>
      {result && (
        <Alert
          type={result.passed ? 'success' : 'error'}
          showIcon
          title={t(result.passed ? 'use-cases:training.passed' : 'use-cases:training.failed', {
            right: result.right,
            needed: rightNeeded,
          })}
        />
      )}
      {attempt.questions.map((asked, place) => (
        <Question
          key={asked.question}
          asked={asked}
          place={place}
          chosen={chosen[place]}
          result={result?.items[place]}
          choose={answer => setChosen(before => ({ ...before, [place]: answer }))}
        />
      ))}
      {handIn.error && <ProblemNotice error={handIn.error} kept />}
      <div className="row">
        {result ? (
          !result.passed && <Button onClick={again}>{t('use-cases:training.again')}</Button>
        ) : (
          <Button
            type="primary"
            disabled={!complete}
            loading={handIn.isPending}
            onClick={() => handIn.mutate({ attemptId: attempt.attemptId, chosen: all.map(one => one ?? 0) })}
          >
            {t('use-cases:training.hand-in')}
          </Button>
        )}
        {!result && !complete && <span className="small quiet">{t('use-cases:training.all-first')}</span>}
      </div>
    </section>
  )
}

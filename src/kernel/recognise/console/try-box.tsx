import { Button, Input } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import type {
  OwnRecogniser,
  RecogniserView,
  TrialResult,
} from '#kernel/recognise/own/own-recogniser.contract.ts'
import { useTrial } from './recogniser-calls.ts'

interface Props {
  own: readonly RecogniserView[]
  /** A recogniser that is being made, tried with the others. */
  draft?: OwnRecogniser
}

/** What a type of finding is called: the city's own by the title it was given. */
function useTitleOf(own: readonly RecogniserView[], draft: OwnRecogniser | undefined) {
  const { t, language } = useWords()
  return (type: string) => {
    if (!type.startsWith('own:')) return t(`guard:type.${type}`)
    const found = type === 'own:draft' ? draft : own.find(one => `own:${one.key}` === type)
    return (language === 'en' ? found?.titleEn : found?.titleZh) || type
  }
}

interface Stretch {
  start: number
  text: string
  finding: TrialResult['findings'][number] | undefined
}

function stretchesOf(text: string, findings: TrialResult['findings']): Stretch[] {
  const stretches: Stretch[] = []
  let read = 0
  for (const finding of findings) {
    stretches.push({ start: read, text: text.slice(read, finding.start), finding: undefined })
    stretches.push({ start: finding.start, text: text.slice(finding.start, finding.end), finding })
    read = finding.end
  }
  return [...stretches, { start: read, text: text.slice(read), finding: undefined }].filter(one => one.text)
}

/** A text that somebody pastes, with what is recognised in it. The text goes to the server and is not kept. */
export function TryBox({ own, draft }: Props) {
  const { t, language } = useWords()
  const [text, setText] = useState('')
  const trial = useTrial()
  const titleOf = useTitleOf(own, draft)
  const share = new Intl.NumberFormat(language, { style: 'percent' })
  const tried = trial.data && trial.variables
  return (
    <section className="panel stack-tight" aria-label={t('recognise:try')}>
      <h2>{t('recognise:try')}</h2>
      <Field label={t('recognise:try-text')} note={t('recognise:try-note')}>
        {control => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={20_000}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button
          disabled={text === ''}
          loading={trial.isPending}
          onClick={() => trial.mutate({ text, ...(draft ? { draft } : {}) })}
        >
          {t('recognise:try-run')}
        </Button>
      </div>
      {trial.error && <ProblemNotice error={trial.error} kept />}
      {tried && (
        <div aria-live="polite" className="stack-tight">
          {trial.data.findings.length === 0 ? (
            <p className="quiet">{t('recognise:try-nothing')}</p>
          ) : (
            <>
              <div>
                {t('recognise:try-level', { level: trial.data.level, count: trial.data.findings.length })}
              </div>
              <div className="said">
                {stretchesOf(tried.text, trial.data.findings).map(one =>
                  one.finding ? (
                    <mark key={one.start} title={titleOf(one.finding.type)}>
                      {one.text}
                    </mark>
                  ) : (
                    <span key={one.start}>{one.text}</span>
                  ),
                )}
              </div>
              <ul className="recognise-found">
                {trial.data.findings.map(one => (
                  <li key={one.start} className="row">
                    <ToneTag tone="calm">
                      {titleOf(one.type)} · {one.level}
                    </ToneTag>
                    <span className="recognise-value">{tried.text.slice(one.start, one.end)}</span>
                    <span className="small quiet">
                      {share.format(one.score)} ·{' '}
                      {one.because.map(by => t(`recognise:because.${by}`)).join(' · ')}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </section>
  )
}

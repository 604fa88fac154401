import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'
import { WordTag } from '../../console/outcome-tag.tsx'
import type { TraceReport, TraceSays } from '../trace.contract.ts'
import './trace.css'

const tones: Record<TraceSays, Tone> = {
  done: 'good',
  marked: 'warning',
  stopped: 'bad',
  skipped: 'calm',
  waits: 'calm',
}

/** The steps as a picture that reads from top to bottom, also by a screen reader: an ordered list with lines between. */
export function TraceWay({ of, who }: { of: TraceReport; who(id: string): string }) {
  const { t } = useWords()
  return (
    <ol className="trace-way" aria-label={t('trace:picture')}>
      {of.steps.map(step => (
        <li key={`${step.name}${step.at}${step.by}`} className={`trace-step trace-${step.says}`}>
          <div className="row-between">
            <strong>{t(`trace:step.${step.name}`)}</strong>
            <span className="row">
              {step.outcome && <WordTag kind="outcome" word={step.outcome} />}
              {step.verdict && <WordTag kind="verdict" word={step.verdict} />}
              <ToneTag tone={tones[step.says]}>{t(`trace:says.${step.says}`)}</ToneTag>
            </span>
          </div>
          {(step.by || step.at) && (
            <p className="small quiet">
              {step.by && <span>{who(step.by)}</span>}
              {step.by && step.at && ' · '}
              {step.at && <Moment at={step.at} />}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

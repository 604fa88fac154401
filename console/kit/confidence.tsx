import { percentText, surenessOf } from './evidence.rules.ts'
import { useWords } from './language.ts'
import './advice.css'

/** How sure the advice is: bar, number and word, so that colour is never the only sign. */
export function Confidence({ value }: { value: number }) {
  const { t, language } = useWords()
  const sureness = surenessOf(value)
  const percent = percentText(value, language)
  return (
    <div className="confidence" title={t('kit:advice.confidence-note')}>
      <div className="confidence-track" aria-hidden>
        <div className={`confidence-bar ${sureness}`} style={{ width: `${value * 100}%` }} />
      </div>
      <span className="small number">
        <span className="visually-hidden">{t('kit:advice.confidence')}</span>
        {percent} <span className="quiet">{t(`kit:sureness.${sureness}`)}</span>
      </span>
    </div>
  )
}

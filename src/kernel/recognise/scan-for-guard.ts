import { higher, type Level } from '#base/index.ts'
import { assessAttack } from '../attack/assess-attack.ts'
import { maskText, openTokenBook } from '../mask/token-book.rules.ts'
import { recognise } from './recognise.rules.ts'

/** The types that a scan names unless asked for all. */
const usualTypes: ReadonlySet<string> = new Set([
  'id_card',
  'mobile',
  'landline',
  'bank_card',
  'plate',
  'social_credit_code',
  'passport',
  'email',
  'ip',
  'address',
  'name',
])

/** One text as the guard sees it, as a line of `guard scan`. */
export interface ScannedText {
  /** The highest of what was found; L1 when nothing was. */
  level: Level
  findings: { type: string; start: number; end: number; score: number }[]
  /** The text with a token in the place of each finding. */
  masked: string
  attack: { score: number; flagged: boolean }
}

/** Reads a text outside any decision: identities in it, the text with those masked, whether it attacks a model. */
export function scanForGuard(text: string, options: { all?: boolean } = {}): ScannedText {
  const findings = recognise(text, { places: true }).filter(
    one => options.all === true || usualTypes.has(one.type),
  )
  const { score, flagged } = assessAttack(text)
  return {
    level: findings.reduce<Level>((top, one) => higher(top, one.level), 'L1'),
    findings: findings.map(({ type, start, end, score: sure }) => ({
      type,
      start,
      end,
      score: Math.round(sure * 1000) / 1000,
    })),
    // A named place is public: what follows needs it, and it tells nothing of anybody.
    masked: maskText(
      openTokenBook(),
      text,
      findings.filter(one => one.level !== 'L1'),
    ),
    attack: { score: Math.round(score * 1000) / 1000, flagged },
  }
}

import type { AttackVerdict } from '../guard/guard.contract.ts'
import type { AttackModel } from './attack-model.rules.ts'
import { featuresOf } from './features.rules.ts'
import { chanceOf, logitOf } from './logistic.rules.ts'
import { normalise } from './normalise.rules.ts'
import { openEncodings } from './open-encodings.rules.ts'
import { matchRules, sureRules } from './patterns.rules.ts'
import { readOtherwise } from './read-otherwise.rules.ts'

/** Long texts are read in windows that overlap: an order hidden in a document is not thinned out by the rest. */
export const window = 1200
const stride = 1000
/** What a rule that is not sure by itself adds to the classifier, in units of its sum. */
const weakRule = 2
const surely = 3
/** A word or two say too little for the classifier alone ("text", "test" were flagged): a Han character counts twice. */
const enoughToJudge = 16
const han = /[\u3400-\u9fff]/g
/** Concealing a text is no attack, and no honest text has to. */
const hiddenAdds = 1
const manyHidden = 3

interface Judged {
  /** Above 0 is an attack. */
  logit: number
  because: string[]
}

/** The windows of a normalised text. */
export function windowsOf(text: string): string[] {
  if (text.length <= window) return [text]
  const windows: string[] = []
  for (let at = 0; at === 0 || at + window - stride < text.length; at += stride)
    windows.push(text.slice(at, at + window))
  return windows
}

function judgePlain(model: AttackModel, text: string): Judged {
  let logit = Number.NEGATIVE_INFINITY
  for (const part of windowsOf(text)) {
    const features = featuresOf(part)
    logit = Math.max(logit, logitOf(model.weights, features) - model.thresholds[features.language])
  }
  const rules = matchRules(text)
  const said = text.length + (text.match(han)?.length ?? 0)
  if (said < enoughToJudge && rules.length === 0) logit = Math.min(logit, 0)
  const because = rules.map(name => `rule:${name}`)
  if (logit > 0) because.push('classifier')
  const sure = sureRules(text, rules).length
  const together = logit + weakRule * (rules.length - sure)
  return { logit: sure > 0 ? Math.max(together, 0) + surely * sure : together, because }
}

/** Other readings of the same characters. */
const readings = new Set(['spaced', 'leet', 'rot13', 'reversed'])
const nothing: AttackVerdict = { score: 0, flagged: false, because: [] }
const short = 3

/**
 * Whether a text attacks a model: as it stands, in every other way to read it, and what stands in it under encodings. The
 * score is 0.5 where flagging begins.
 */
export function judgeText(model: AttackModel, text: string): AttackVerdict {
  const { text: plain, hidden } = normalise(text)
  const opened = openEncodings(text)
  if (plain.length < short && opened.length === 0) return nothing
  const layers = [
    { how: '', text: plain },
    ...readOtherwise(plain),
    ...opened.flatMap(({ how, text: inner }) => {
      const read = normalise(inner).text
      return [{ how, text: read }, ...readOtherwise(read).map(reading => ({ ...reading, how }))]
    }),
  ]
  const judged = layers.map(layer => ({ how: layer.how, ...judgePlain(model, layer.text) }))
  // Where the text attacks as it stands, another reading of it adds nothing.
  const counted = judged[0]!.logit > 0 ? judged.filter(one => !readings.has(one.how)) : judged
  const worst = counted.reduce((top, one) => (one.logit > top.logit ? one : top))
  const isConcealed = hidden >= manyHidden
  const logit = worst.logit + (isConcealed ? hiddenAdds : 0)
  if (logit <= 0) return { score: chanceOf(logit), flagged: false, because: [] }
  const speaking = counted.filter(one => one.logit > 0 || one === worst)
  const because = new Set(speaking.flatMap(one => one.because))
  if (because.size === 0) because.add('classifier')
  for (const { how } of speaking) if (how !== '') because.add(`encoded:${how}`)
  if (isConcealed) because.add('hidden-characters')
  return { score: chanceOf(logit), flagged: true, because: [...because] }
}

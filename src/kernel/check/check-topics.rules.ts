import { checkSays } from '../guard/guard.contract.ts'
import { type CheckContext, pass, type Said } from './check-context.ts'
import { assessTopics } from './topics.rules.ts'

/** Words with which an answer declines: what it then names, it names to decline it. */
const declines =
  /(?:不能|无法|不便|不予|拒绝|不会)(?:为您|向您|为你)?(?:提供|回答|协助|解答|讨论|支持|生成|帮助)|抱歉|对不起|\b(?:cannot|can't|can not|won't|unable to|not able to) (?:help|assist|provide|answer|support|discuss)|\bsorry\b/i
/** A refusal is short; a long text that apologises first and answers then is none. */
const longestRefusal = 200

/**
 * Whether a text meets a topic that must be refused; or was asked for one and does anything but decline.
 */
export function checkTopics(text: string, { topics, inputs }: Pick<CheckContext, 'topics' | 'inputs'>): Said {
  if (!topics) return pass(text)
  const isRefusal = text.length <= longestRefusal && declines.test(text)
  const own = isRefusal ? [] : assessTopics(topics, text)
  const asked = isRefusal
    ? []
    : inputs.flatMap(input => assessTopics(topics, input)).filter(one => one.topic.says === 'refuse')
  const met = [...own, ...asked]
  if (met.length === 0) return pass(text)
  const says = met.reduce(
    (worst, { topic }) => (checkSays.indexOf(topic.says) > checkSays.indexOf(worst) ? topic.says : worst),
    'mark' as 'mark' | 'refuse',
  )
  const because = new Set([
    ...own.map(one => `topic:${one.topic.key}`),
    ...asked.map(one => `asked:${one.topic.key}`),
  ])
  return { text, says, because: [...because].sort(), overridable: met.every(one => one.topic.overridable) }
}

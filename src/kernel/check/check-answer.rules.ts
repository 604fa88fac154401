import { type CheckResult, type CheckSays, checkSays } from '../guard/guard.contract.ts'
import type { Evidence } from '../kernel.contract.ts'
import type { CheckContext, Said } from './check-context.ts'
import { checkNumbers } from './check-numbers.rules.ts'
import { checkCitations, checkQuotes } from './check-quotes.rules.ts'
import { checkTopics } from './check-topics.rules.ts'
import { checkWords } from './check-words.rules.ts'
import { hideIdentities } from './identities.rules.ts'
import { dropForeignTokens, refuseLeaks } from './leaks.rules.ts'
import { neutralise } from './markup.rules.ts'
import { kindOf, mapTexts } from './parts.rules.ts'

/** An answer that fits its contract, before anybody sees it. */
export interface UncheckedAnswer {
  value: unknown
  evidence: readonly Evidence[]
}

/** What the checks made of an answer. A refused one has neither value nor evidence. */
export interface CheckedAnswer {
  /** One for each check that ran, in their order. */
  results: CheckResult[]
  value: unknown
  evidence: Evidence[]
}

/** The checks in their order: what hides a text from those that read it is undone first, what is written into it comes last. */
export const checkNames = [
  'markup',
  'tokens',
  'leaked-instructions',
  'identities',
  'words',
  'topics',
  'quotes',
  'numbers',
] as const
export type CheckName = (typeof checkNames)[number]

type Check = (text: string, context: CheckContext) => Said

const ofWritten: Record<CheckName, Check> = {
  markup: (text, { hosts }) => neutralise(text, hosts),
  tokens: (text, { tokens }) => dropForeignTokens(text, tokens),
  'leaked-instructions': refuseLeaks,
  identities: (text, context) => hideIdentities(text, 'written', context),
  words: checkWords,
  topics: checkTopics,
  quotes: checkQuotes,
  numbers: checkNumbers,
}
/** What was copied from lists of the city's own is looked at for what must not be shown, and is not edited otherwise. */
const ofCopied: Partial<Record<CheckName, Check>> = {
  tokens: ofWritten.tokens,
  identities: (text, context) => hideIdentities(text, 'copied', context),
}

/** What was said so far, check by check. */
type Tally = Map<CheckName, { says: CheckSays; because: Set<string>; overridable: boolean }>

function note(tally: Tally, check: CheckName, said: Omit<Said, 'text'>): void {
  const so = tally.get(check) ?? { says: 'pass', because: new Set(), overridable: true }
  if (checkSays.indexOf(said.says) > checkSays.indexOf(so.says)) so.says = said.says
  for (const reason of said.because) so.because.add(reason)
  if (said.says !== 'pass' && !said.overridable) so.overridable = false
  tally.set(check, so)
}

function runChecks(
  text: string,
  checks: Partial<Record<CheckName, Check>>,
  { context, tally }: { context: CheckContext; tally: Tally },
): string {
  let seen = text
  for (const name of checkNames) {
    const check = checks[name]
    if (!check) continue
    const said = check(seen, context)
    const isOverridden = said.says !== 'pass' && said.overridable && context.overridden?.has(name)
    note(tally, name, isOverridden ? { says: 'pass', because: ['overridden'], overridable: true } : said)
    if (!isOverridden) seen = said.text
  }
  return seen
}

/** Evidence is what a person reads to judge an answer: it stays as it was found, but for what is above the reader's level. */
function checkEvidence(evidence: readonly Evidence[], see: (text: string) => string): Evidence[] {
  return evidence.map(one =>
    one.kind === 'words'
      ? { ...one, items: one.items.filter(item => see(item.term) === item.term) }
      : {
          ...one,
          title: see(one.title),
          text: see(one.text),
          matched: one.matched.filter(word => see(word) === word),
        },
  )
}

/**
 * Looks at an answer before anybody sees it. Nothing here thinks: every check is a rule whose reason is told in a stable
 * word. From mildest to strongest a check says pass, mark (it goes on, with the doubt in it), drop (that part is out) or
 * refuse (there is no answer). The value may come back shorter: whoever calls holds it against its contract once more.
 */
export function checkAnswer(answer: UncheckedAnswer, context: CheckContext): CheckedAnswer {
  const tally: Tally = new Map()
  const at = { context, tally }
  let value = mapTexts(answer.value, (text, path) => {
    const kind = text === '' ? 'id' : kindOf(text, path, context)
    if (kind === 'id') return text
    const seen = runChecks(text, kind === 'written' ? ofWritten : ofCopied, at)
    return seen.trim() === '' && text.trim() !== '' ? null : seen
  })
  if (context.written.length > 0) {
    const { value: kept, ...said } = checkCitations(value, context.passages)
    value = kept
    note(tally, 'quotes', { ...said, overridable: false })
  }
  const evidence = checkEvidence(answer.evidence, text => runChecks(text, ofCopied, at))
  const results = checkNames.flatMap(check => {
    const so = tally.get(check)
    if (!so) return []
    return [
      {
        check,
        says: so.says,
        because: [...so.because].sort(),
        overridable: so.says !== 'pass' && so.overridable,
      },
    ]
  })
  if (results.some(one => one.says === 'refuse')) return { results, value: null, evidence: [] }
  return { results, value, evidence }
}

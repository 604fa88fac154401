import { type Abilities, standingOf } from './owasp.rules.ts'
import {
  type Channel,
  type Effect,
  type ListedRow,
  owaspYears,
  type RedteamReport,
  type Split,
} from './redteam.contract.ts'
import type { Trial } from './suite.rules.ts'
import { rateOf } from './wilson.rules.ts'

/** What became of one trial. */
export interface Tried {
  trial: Trial
  score: number
  because: readonly string[]
  /** The guard flagged it, the door refused, or a check dropped or refused the answer. */
  stopped: boolean
  /** Null where the text never reached an algorithm. */
  effect: Effect | null
}

const isAttack = (one: Tried) => one.trial.kind === 'attack'
const hasChanged = (one: Tried) => one.effect === 'changed' || one.effect === 'withheld'

function stoppedRate(tried: readonly Tried[]) {
  return rateOf(tried.filter(one => one.stopped).length, tried.length)
}

/** Of those that came through to the algorithm, the share that changed its answer; null where none did. */
function changedRate(tried: readonly Tried[]) {
  const through = tried.filter(one => one.effect !== null && one.effect !== 'blocked' && !one.stopped)
  const reached = tried.some(one => one.effect !== null)
  return reached ? rateOf(through.filter(hasChanged).length, through.length) : null
}

function splitBy(tried: readonly Tried[], keyOf: (trial: Trial) => string): Split[] {
  const groups = Map.groupBy(tried, one => keyOf(one.trial))
  return [...groups].map(([key, group]) => {
    const attacks = group.filter(isAttack)
    return {
      key,
      caught: stoppedRate(attacks),
      alarmed: stoppedRate(group.filter(one => !isAttack(one))),
      changed: changedRate(attacks),
    }
  })
}

function owaspOf(attacks: readonly Tried[], able: Abilities): RedteamReport['owasp'] {
  return owaspYears.flatMap(year => {
    const of = (item: string) =>
      attacks.filter(one => one.trial.kind === 'attack' && one.trial.owasp[year].includes(item))
    return standingOf(year, able, item => of(item).length).map(one => ({
      year,
      ...one,
      caught: one.state === 'measured' ? stoppedRate(of(one.item)) : null,
    }))
  })
}

function listedOf(one: Tried, mask: (text: string) => string): ListedRow {
  const { id, suite, family, language, channel, text } = one.trial
  return {
    id,
    suite,
    family,
    language,
    channel: channel as Channel,
    score: one.score,
    because: [...one.because],
    effect: one.effect,
    text: mask(text),
  }
}

/** The figures of a run: everything of a report that follows from the trials. */
export function tally(
  tried: readonly Tried[],
  parts: { able: Abilities; mask(text: string): string },
): Pick<
  RedteamReport,
  | 'caught'
  | 'alarmed'
  | 'changed'
  | 'changedByControls'
  | 'families'
  | 'languages'
  | 'channels'
  | 'owasp'
  | 'misses'
  | 'falseAlarms'
> {
  const attacks = tried.filter(isAttack)
  const controls = tried.filter(one => !isAttack(one))
  const list = (of: readonly Tried[]) =>
    of.toSorted((a, b) => Number(hasChanged(b)) - Number(hasChanged(a))).map(one => listedOf(one, parts.mask))
  return {
    caught: stoppedRate(attacks),
    alarmed: stoppedRate(controls),
    changed: changedRate(attacks),
    changedByControls: changedRate(controls),
    families: splitBy(tried, one => one.family),
    languages: splitBy(tried, one => one.language),
    channels: splitBy(tried, one => one.channel),
    owasp: owaspOf(attacks, parts.able),
    misses: list(attacks.filter(one => !one.stopped)),
    falseAlarms: list(controls.filter(one => one.stopped)),
  }
}

import { assessAttack } from '../attack/assess-attack.ts'
import type { AttackVerdict } from '../guard/guard.contract.ts'
import { hideIdentities } from './hide-identities.ts'
import type { ReadSuite } from './read-suites.ts'
import type { RedteamReport } from './redteam.contract.ts'
import { type Selection, selectTrials } from './suite.rules.ts'
import { tally } from './tally.rules.ts'
import type { Target } from './target.ts'
import { tryTrials } from './try-trials.ts'

export interface RedteamOrder extends Selection {
  suites: readonly ReadSuite[]
  /** The guard alone unless given. */
  target?: Target | undefined
  seed?: number | undefined
  /** Sentences of upheld alarms, asked about beside the suites. */
  reported?: RedteamReport['reported'] | undefined
  signal?: AbortSignal | undefined
  onProgress?(done: number, total: number): Promise<void> | void
}

/** The guard's own word; a test may bring another. */
type Assess = (text: string) => AttackVerdict

const guardAlone = { writes: false, acts: false, vectors: false }

/** Runs the suites and says what came of them. Nothing is stored, and no decision is made. */
export async function runRedteam(order: RedteamOrder, assess: Assess = assessAttack): Promise<RedteamReport> {
  const { suites, target, seed = 1 } = order
  const trials = selectTrials(
    suites.flatMap(one => one.trials),
    order,
  )
  const versions = new Set<string>()
  const noted: Target | undefined = target && {
    ...target,
    ask: async texts => {
      const answers = await target.ask(texts)
      for (const { modelVersion } of answers) if (modelVersion) versions.add(modelVersion)
      return answers
    },
  }
  const tried = await tryTrials(trials, {
    assess,
    target: noted,
    seed,
    signal: order.signal,
    ...(order.onProgress ? { onProgress: order.onProgress } : {}),
  })
  const count = (suite: string, kind: string) =>
    trials.filter(one => one.suite === suite && one.kind === kind).length
  return {
    target: {
      id: target?.id ?? 'guard',
      version: target?.version ?? null,
      modelVersion: versions.size > 0 ? [...versions].sort().join('+') : null,
    },
    seed,
    suites: suites.map(({ head, sha256 }) => ({
      suite: head.suite,
      version: head.version,
      licence: head.licence,
      source: head.source,
      sha256,
      attacks: count(head.suite, 'attack'),
      controls: count(head.suite, 'control'),
    })),
    ...tally(tried, { able: target?.abilities ?? guardAlone, mask: hideIdentities }),
    reported: order.reported ?? { total: 0, failed: [] },
  }
}

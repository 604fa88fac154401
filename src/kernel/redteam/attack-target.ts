import type { Database } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { testExceptions } from '../alarm/test-exceptions.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import type { Kernel } from '../create-kernel.ts'
import { readSuites } from './read-suites.ts'
import type { RedteamReport } from './redteam.contract.ts'
import { redteamError } from './redteam.errors.ts'
import { runRedteam } from './run-redteam.ts'
import type { Selection } from './suite.rules.ts'
import { type Answered, algorithmTarget, type Target } from './target.ts'

/** What may be attacked and who does it. */
export interface AttackParts {
  database: Database
  kernel: Pick<Kernel, 'measure' | 'algorithms' | 'guard'>
  actor: Actor
}

export interface AttackOrder extends Selection {
  /** `guard`, or the id of a registered algorithm. */
  target: string
  seed?: number | undefined
  files?: readonly string[] | undefined
  given?: Readonly<Record<string, unknown>> | undefined
  signal?: AbortSignal | undefined
  onProgress?(done: number, total: number): Promise<void> | void
}

function targetOf(parts: Pick<AttackParts, 'kernel' | 'actor'>, order: AttackOrder): Target | undefined {
  if (order.target === 'guard') return undefined
  const { kernel, actor } = parts
  const algorithm = kernel.algorithms.find(one => one.id === order.target)
  if (!algorithm)
    throw redteamError('kernel.redteam-target', {
      target: order.target,
      known: ['guard', ...kernel.algorithms.map(one => one.id)].join(', '),
    })
  const measured = async (inputs: readonly unknown[]): Promise<Answered[]> =>
    await kernel.measure(algorithm as AnyAlgorithm as never, inputs as never[], actor)
  return algorithmTarget(algorithm, measured, order.given)
}

/**
 * Runs the shipped suites, those of the files and the sentences of upheld alarms against the guard or an algorithm.
 * @throws kernel.redteam-target, kernel.redteam-input, kernel.suite-unreadable
 */
export async function attackTarget(parts: AttackParts, order: AttackOrder): Promise<RedteamReport> {
  const target = targetOf(parts, order)
  const guard = await parts.kernel.guard()
  const [suites, reported] = await Promise.all([
    readSuites(order.files),
    testExceptions(parts.database, guard),
  ])
  return await runRedteam({ ...order, suites, target, reported }, guard.attackIn)
}

import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, type Database, type Report, readConfig } from '#base/index.ts'
import { caseFigures } from '#cases/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Kernel } from '#kernel/index.ts'
import { type Command, usageOf } from '../command-line.rules.ts'
import { demoSeed } from '../demo-seed.ts'
import { operationsError } from '../operations.errors.ts'
import type { Outcome } from '../outcome.ts'
import { registerDemo } from '../register-demo.ts'
import { seedDemo } from '../seed-demo.ts'
import { openDrillDoor } from './drill-door.ts'
import { type DrillStep, runDrillSteps } from './drill-steps.ts'

/** The rooms as a drill needs them. */
export interface DrillHub {
  database: Database
  kernel: Kernel
  snapshot(): Promise<CitySnapshot>
}

export interface BreakerVerbParts {
  report: Report
  /** Does something with the rooms joined over a database: the configured one unless told. */
  onHub(run: (hub: DrillHub) => Promise<Outcome>, config?: Config): Promise<Outcome>
}

/** Seeds the demo city without its past cases, registers the algorithms, and goes through the chain. */
export async function drillOver(hub: DrillHub): Promise<DrillStep[]> {
  const { database, kernel, snapshot } = hub
  const seed = { city: demoSeed.city, people: demoSeed.people, cases: () => [] }
  await seedDemo({ database, snapshot, report: () => undefined }, seed)
  await registerDemo({ ...kernel, database, ...caseFigures(snapshot) })
  const { tellRoles } = caseFigures(snapshot)
  return await runDrillSteps(await openDrillDoor({ database, snapshot, tellRoles }), tellRoles)
}

/**
 * `breaker drill`: faults injected into the dispatch advice of this release, over a demo city in a database of its own that is
 * thrown away. What people work on is not touched. Exit code 1 when a step was not as it has to be.
 */
export async function breakerVerb({ report, onHub }: BreakerVerbParts, command: Command): Promise<Outcome> {
  if (command.words[0] !== 'drill')
    throw operationsError('operations.wrong-arguments', {
      problem: 'the word is drill',
      usage: usageOf('breaker'),
    })
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-drill-'))
  // PostgreSQL's own account has to come in when the product runs as root.
  await chmod(folder, 0o711)
  report(
    'A drill over the demo city, in a database of its own; what people work on is not touched. Its key is thrown away with it.',
  )
  try {
    return await onHub(
      async hub => {
        const steps = await drillOver(hub)
        const failed = steps.filter(one => !one.good).length
        return {
          json: { steps, failed },
          text: [
            ...steps.map(one => `${one.good ? '✓' : '✗'} ${one.step}: ${one.seen}`),
            failed === 0
              ? 'The whole chain works.'
              : `${failed} of ${steps.length} steps were not as they have to be.`,
          ].join('\n'),
          exitCode: failed === 0 ? 0 : 1,
        }
      },
      readConfig({ CHENGSHU_DATA: folder }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

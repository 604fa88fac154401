import type { Database, Jobs } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Permissions } from '#identity/index.ts'
import type { Algorithm, Kernel } from '#kernel/index.ts'
import type { CaseForDispatch, DispatchAdvice } from './advice.contract.ts'
import type { InBulk } from './in-bulk.ts'
import type { Outside } from './inbox/outside.ts'

/** What the use cases of the loop work with; joined once in `createCases`. */
export interface CaseLoop {
  database: Database
  kernel: Pick<Kernel, 'inferMany' | 'recall' | 'retract' | 'settle' | 'use'>
  permissions: Pick<Permissions, 'permits'>
  city: { snapshot(): CitySnapshot | Promise<CitySnapshot> }
  jobs: Pick<Jobs, 'send'>
  dispatchAlgorithm: Algorithm<CaseForDispatch, DispatchAdvice>
  /** Share of cases settled before the advice is shown, 0 to 1. */
  blindShare: number
  /** What is configured for sending to citizens; nothing unless given. */
  outside?: Outside
  /** True when every file waits for a virus scanner; none does unless given. */
  scansFiles?: boolean
  /** Set while a step is taken as one of a bulk act. */
  inBulk?: InBulk
}

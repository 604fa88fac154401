import type { Database, Jobs } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Permissions } from '#identity/index.ts'
import type { Algorithm, Kernel } from '#kernel/index.ts'
import type { CaseForDispatch, DispatchAdvice } from './advice.contract.ts'

/** What the use cases of the loop work with; joined once in `createCases`. */
export interface CaseLoop {
  database: Database
  kernel: Pick<Kernel, 'inferMany' | 'recall' | 'settle' | 'use'>
  permissions: Pick<Permissions, 'permits'>
  city: { snapshot(): CitySnapshot | Promise<CitySnapshot> }
  jobs: Pick<Jobs, 'send'>
  dispatchAlgorithm: Algorithm<CaseForDispatch, DispatchAdvice>
  /** Share of cases settled before the advice is shown, 0 to 1. */
  blindShare: number
}

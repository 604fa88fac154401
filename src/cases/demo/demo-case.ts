import type { DemoDepartment, DemoDuty, DemoPlace, DemoRegion } from '#city/index.ts'
import type {
  CaseState,
  channels,
  Disposition,
  EventType,
  emergencyServices,
  natures,
  urgencies,
} from '../case-words.contract.ts'

/** What the generator needs to know of the city; the demo city gives it. */
export interface DemoSurroundings {
  regions: readonly DemoRegion[]
  departments: readonly DemoDepartment[]
  duties: readonly DemoDuty[]
  places: readonly DemoPlace[]
  busRoutes: readonly string[]
}

/** One event of the past of a case; replaying the types through the state machine gives the states. */
export interface DemoStep {
  type: EventType
  /** ISO 8601 in UTC. */
  at: string
  /** Who did it: an account of the demo people; null for the citizen and the product itself. */
  account: string | null
  /** The department that the step sends the case to, or that acts in it; null for the hotline's own steps. */
  departmentId: string | null
  text: string | null
  legalBasis?: string
  service?: (typeof emergencyServices)[number]
  score?: number
  resolved?: boolean
}

/** A past case of the demo city. Nothing in it happened: people, places and words are generated. */
export interface DemoCase {
  generated: true
  externalId: string
  subject: string
  detail: string
  nature: (typeof natures)[number]
  channel: Exclude<(typeof channels)[number], 'import' | 'api' | 'email'>
  urgency: (typeof urgencies)[number]
  /** What the matter was taken for in the end; null when it is none of the city's (declined, handed over). */
  categoryId: string | null
  dutyId: string | null
  /** The department that handled it, or whose field it was when the seat answered; null as for the category. */
  departmentId: string | null
  /** A grid. */
  regionId: string
  address: string
  longitude: number
  latitude: number
  reporter: { name: string | null; phone: string | null; anonymous: boolean }
  reportedAt: string
  /** Last day for the reply, end of working hours; null when no department was asked. */
  dueAt: string | null
  closedAt: string | null
  state: CaseState
  disposition: Disposition | null
  rating: number | null
  /** Oldest first; the first is `reported`. */
  steps: DemoStep[]
}

export { baseError } from './base.errors.ts'
export { type Config, readConfig } from './config.ts'
export type { Connections, Report } from './connections.ts'
export {
  type Database,
  type Handle,
  inTransaction,
  openDatabase,
  refuseInsideTransaction,
  type Transaction,
} from './database.ts'
export { type Embedded, ensureEmbedded } from './ensure-embedded.ts'
export {
  CatalogueError,
  type DetailWords,
  defineErrors,
  type ErrorEntry,
  fillSentence,
  isCode,
  sentenceOf,
} from './errors.ts'
export { gather } from './gather.ts'
export { hearNotices } from './hear-notices.ts'
export { type HttpOptions, languageOf, type Mount } from './http-options.ts'
export { createHttpServer } from './http-server.ts'
export { isUuid, momentOf, uuidv7 } from './identifiers.ts'
export { type AnyJob, type Job, type JobKind, type Jobs, openJobs } from './jobs.ts'
export { higher, type Level, level, levelOf, levels, within } from './level.contract.ts'
export { fieldsWithoutLevel, highestLevel } from './level.walk.ts'
export { migrate, pendingMigrations } from './migrate.ts'
export { ensureMonths } from './months.store.ts'
export { type Problem, problem } from './problem.contract.ts'
export { asCatalogueError, asProblem } from './problem.ts'
export { freshBytes } from './random-pool.ts'
export { connectServer, type ReachedDatabase, reachDatabase, watchEmbedded } from './reach-database.ts'
export { type Room, rooms } from './rooms.ts'
export {
  type Access,
  type Download,
  type Language,
  type Route,
  type RouteRequest,
  routesFor,
  type Upload,
} from './route.ts'
export {
  advanceTask,
  claimTask,
  createTask,
  finishTask,
  listTasks,
  readTask,
  requestCancel,
  type Task,
  type TaskState,
} from './task.store.ts'
export { personText } from './text.contract.ts'

export { baseError } from './base.errors.ts'
export type { Inconsistency, RoomCheck } from './check.ts'
export { type Config, readConfig } from './config.ts'
export type { Connections, Report } from './connections.ts'
export { type CopiedRow, copyRows } from './copy-rows.store.ts'
export {
  type Database,
  type Handle,
  inTransaction,
  openDatabase,
  poolCounts,
  refuseInsideTransaction,
  type Transaction,
} from './database.ts'
export {
  atSnapshot,
  dropBeside,
  hasStructure,
  makeBeside,
  othersAt,
  putInPlace,
} from './dump/database-swap.store.ts'
export type { DumpPartition, DumpSequence, DumpTable } from './dump/dump.rules.ts'
export {
  analyse,
  countRows,
  type DumpMode,
  emptyTable,
  exportSnapshot,
  fillTable,
  inDump,
  listDumpTables,
  listPartitions,
  listSequences,
  makePartition,
  readTable,
  setSequences,
} from './dump/dump.store.ts'
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
export type { RoomGauge } from './gauge.ts'
export { hearNotices } from './hear-notices.ts'
export { baseChecks } from './house.store.ts'
export { type HttpOptions, languageOf, type Mount } from './http-options.ts'
export { createHttpServer } from './http-server.ts'
export { isUuid, momentOf, uuidv7 } from './identifiers.ts'
export { type AnyJob, type Job, type JobKind, type Jobs, openJobs } from './jobs.ts'
export { attempt, keepDoing } from './keep-doing.ts'
export type { Language } from './language.ts'
export {
  higher,
  type Level,
  level,
  levelOf,
  levels,
  raiseLevels,
  unwrapped,
  within,
} from './level.contract.ts'
export { emptyFor, fieldsWithoutLevel, hideRaised, highestLevel, levelledFields } from './level.walk.ts'
export { migrate, pendingMigrations } from './migrate.ts'
export { type AppliedMigration, type Migration, titleOf } from './migrations.rules.ts'
export { readApplied } from './migrations.store.ts'
export { ensureMonths } from './months.store.ts'
export {
  isObjectKey,
  type ListedObject,
  type ObjectRange,
  type ObjectStore,
  type StagedObject,
} from './object-store.ts'
export { openObjects } from './open-objects.ts'
export { type Problem, problem } from './problem.contract.ts'
export { asCatalogueError, asProblem } from './problem.ts'
export { freshBytes } from './random-pool.ts'
export { connectServer, type ReachedDatabase, reachDatabase, watchEmbedded } from './reach-database.ts'
export { type ContractField, readContracts } from './read-contracts.ts'
export { readMigrations } from './read-migrations.ts'
export { type Room, rooms } from './rooms.ts'
export {
  type Access,
  type Document,
  type Download,
  type Failed,
  type Route,
  type RouteRequest,
  routesFor,
  type Upload,
} from './route.ts'
export { type Prepared, runPrepared } from './run-prepared.store.ts'
export { safeCell } from './safe-cell.rules.ts'
export {
  openContent,
  openSealedFile,
  type SealedObjects,
  type SealedStaged,
  sealedObjects,
} from './sealed-objects.ts'
export { isMailAddress, type Mail, type MailServer, sendMail } from './send-mail.ts'
export { sendWebhook, type Webhook, type WebhookAnswer } from './send-webhook.ts'
export { isSignedWebhook, type SignedMessage, signWebhook } from './sign-webhook.ts'
export { startTracing } from './start-tracing.ts'
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
export { inSpan } from './tracing.ts'
export { type DataKeyRow, selectDataKeys } from './vault/data-key.store.ts'
export {
  type RecordKeys,
  rewrapDataKeys,
  rotateDataKey,
  unwrapKeys,
  type VaultPlace,
} from './vault/data-keys.ts'
export { isOpenToOthers, makeKeyFile, readKeyFile } from './vault/key-file.ts'
export { type DataKey, heldKeys, type KeyRing, loadKeys } from './vault/key-ring.ts'
export { kmsMaster } from './vault/kms-key.ts'
export { lookupIndex } from './vault/look-up-index.ts'
export type { MasterKey } from './vault/master-key.ts'
export { openVault } from './vault/open-vault.ts'
export {
  isSealed,
  openBytes,
  openJson,
  openStored,
  openText,
  sealBytes,
  sealJson,
  sealText,
} from './vault/seal.ts'
export { sealOlder } from './vault/seal-older.ts'
export { isSealedStream, openRange, openStream, sealStream } from './vault/seal-stream.ts'
export type { SealedColumn } from './vault/sealed-column.ts'
export { columnName, countPlain, type Sealing, selectSealing } from './vault/sealed-rows.store.ts'
export { watchDataFolder } from './watch-data-folder.ts'
export { checkWebhookTarget, isOpenAddress } from './webhook-target.ts'

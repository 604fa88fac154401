import type { BackupParts } from './backup/run-backup.ts'
import type { BreakerVerbParts } from './breaker-drill/run-breaker.ts'
import type { Command, VerbName } from './command-line.rules.ts'
import { keysVerb } from './keys/run-keys.ts'
import type { Outcome } from './outcome.ts'
import { type DoctorParts, doctorVerb } from './run-doctor.ts'
import type { RedteamVerbParts } from './run-redteam.ts'

type OfflineVerbRun = (
  parts: BackupParts & DoctorParts & RedteamVerbParts & BreakerVerbParts,
  command: Command,
) => Promise<Outcome>

/**
 * Verbs that meet the database as it is: it may be older than this release, damaged or not there. Those of backups are
 * loaded when they are asked for: a server has no use for their libraries.
 */
export const offlineVerbs = {
  doctor: doctorVerb,
  keys: keysVerb,
  guard: async (_, command) => (await import('./run-guard.ts')).guardVerb(command),
  label: async (_, command) => (await import('./run-label.ts')).labelVerb(command),
  witness: async (parts, command) => (await import('./ledger/run-witness.ts')).witnessVerb(parts, command),
  redteam: async (parts, command) => (await import('./run-redteam.ts')).redteamVerb(parts, command),
  breaker: async (parts, command) =>
    (await import('./breaker-drill/run-breaker.ts')).breakerVerb(parts, command),
  backup: async (parts, command) => (await import('./backup/run-backup.ts')).backupVerb(parts, command),
  restore: async (parts, command) => (await import('./backup/run-backup.ts')).restoreVerb(parts, command),
  move: async (parts, command) => (await import('./move/run-move.ts')).moveVerb(parts, command),
} as const satisfies Partial<Record<VerbName, OfflineVerbRun>>

export type OfflineVerb = keyof typeof offlineVerbs

export const isOffline = (verb: VerbName): verb is OfflineVerb => Object.hasOwn(offlineVerbs, verb)

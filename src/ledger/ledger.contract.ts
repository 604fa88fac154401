import { z } from 'zod'
import { level } from '#base/level.contract.ts'

const hash = level('L1', z.base64().length(44))

/** Hashes that prove that a leaf is in the log at a size (RFC 9162, 2.1.3). */
export const inclusionProof = z.object({
  index: level('L1', z.number().int()),
  size: level('L1', z.number().int()),
  root: hash,
  proof: level('L1', z.array(z.base64())),
})

/** Hashes that prove that the log only grew (RFC 9162, 2.1.4). */
export const consistencyProof = z.object({
  older: level('L1', z.number().int()),
  newer: level('L1', z.number().int()),
  proof: level('L1', z.array(z.base64())),
})

/** A public key by which heads of the log, or cosignatures under them, are believed. */
export const logKey = z.object({
  name: level('L1', z.string()),
  keyId: level('L1', z.string()),
  /** As C2SP writes a verifier key. */
  verifierKey: level('L1', z.string()),
  addedAt: level('L1', z.iso.datetime()),
  endedAt: level('L1', z.iso.datetime().nullable()),
})

/** Whether the log is sound as far as it can be told without reading it again. */
export const logState = level('L1', z.enum(['empty', 'good', 'waiting']))

/** What was wrong the last time a witness was asked. */
export const witnessTroubles = ['unreachable', 'refused', 'ahead', 'forked', 'lied'] as const

export const logWitness = z.object({
  id: level('L1', z.string()),
  name: level('L1', z.string()),
  /** Of the head that it signed last. */
  size: level('L1', z.number().int()),
  /** Entries that came since. */
  behind: level('L1', z.number().int()),
  answeredAt: level('L1', z.iso.datetime().nullable()),
  trouble: level('L1', z.enum(witnessTroubles).nullable()),
})

export const logHealth = z.object({
  state: logState,
  origin: level('L1', z.string().nullable()),
  size: level('L1', z.number().int()),
  root: level('L1', z.string().nullable()),
  madeAt: level('L1', z.iso.datetime().nullable()),
  waiting: level('L1', z.number().int()),
  waitingSince: level('L1', z.iso.datetime().nullable()),
  keys: z.array(logKey),
  witnesses: z.array(logWitness),
  checkpoints: z.array(
    z.object({
      size: level('L1', z.number().int()),
      root: level('L1', z.string()),
      madeAt: level('L1', z.iso.datetime()),
    }),
  ),
})

const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const inclusionQuery = z.object({
  index: level('L1', size),
  size: level('L1', size.optional()),
})

export const consistencyQuery = z.object({
  older: level('L1', size),
  newer: level('L1', size.optional()),
})

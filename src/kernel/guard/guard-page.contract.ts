import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'
import { outcomes } from '../kernel.contract.ts'
import { attackVerdict, checkResult, checkSays } from './guard.contract.ts'

/** Why an item stands in the list: refused, flagged as an attack, a check had something to say, identities were masked. */
export const guardKinds = ['refused', 'attacked', 'checked', 'masked'] as const
export type GuardKind = (typeof guardKinds)[number]

/** What the guard did since a day: counts only. Days are those of UTC, as the records are partitioned. */
export const guardStatistics = z.object({
  since: level('L2', z.iso.datetime()),
  days: z.array(
    z.object({
      day: level('L2', z.string()),
      decisions: level('L2', z.number().int()),
      found: level('L2', z.number().int()),
      masked: level('L2', z.number().int()),
      attacked: level('L2', z.number().int()),
      checked: level('L2', z.number().int()),
      refused: level('L2', z.number().int()),
    }),
  ),
  types: z.array(z.object({ type: level('L2', z.string()), count: level('L2', z.number().int()) })),
  reasons: z.array(z.object({ reason: level('L2', z.string()), count: level('L2', z.number().int()) })),
  checks: z.array(
    z.object({
      check: level('L2', z.string()),
      says: level('L2', z.enum(checkSays)),
      count: level('L2', z.number().int()),
    }),
  ),
})

/** One decision of which the guard had something to say. */
export const guardItem = z.object({
  decisionId: level('L2', z.string()),
  at: level('L2', z.iso.datetime()),
  algorithm: level('L1', z.string()),
  outcome: level('L2', z.enum(outcomes)),
  inputLevel: level('L2', z.enum(levels)),
  findings: z.array(z.object({ type: level('L2', z.string()), count: level('L2', z.number().int()) })),
  masked: level('L2', z.number().int()),
  attack: attackVerdict,
  checks: z.array(checkResult),
  /** The beginning of the people's words, everything found in them masked; null once the content was erased. */
  excerpt: level('L2', z.string().nullable()),
})

export const guardPage = z.object({
  items: z.array(guardItem),
  /** The id to ask for what comes after, or null at the end. */
  next: level('L2', z.string().nullable()),
})

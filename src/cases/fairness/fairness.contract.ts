import { z } from 'zod'
import { level } from '#base/level.contract.ts'

/** What cases are compared by. `identity`: whether somebody gave a name, reported for another, or is a minor; only where a city switches it on. */
export const fairnessDimensions = ['district', 'channel', 'language', 'length', 'nature', 'identity'] as const
export type FairnessDimension = (typeof fairnessDimensions)[number]

/** Shares, each of those of which it can be said: adopted of what people settled after seeing the advice, and so on. */
export const fairnessShares = [
  'abstained',
  'adopted',
  'overridden',
  'resolved',
  'satisfied',
  'in-time',
] as const
export type FairnessShare = (typeof fairnessShares)[number]

const share = z.object({
  name: level('L1', z.enum(fairnessShares)),
  /** How many it is a share of. */
  of: level('L2', z.number().int()),
  value: level('L2', z.number().min(0).max(1).nullable()),
  /** Wilson interval, 95 %. */
  low: level('L2', z.number().min(0).max(1).nullable()),
  high: level('L2', z.number().min(0).max(1).nullable()),
})

const group = z.object({
  /** Id of a district, or a stable word; `other` for those too small to stand alone. */
  key: level('L2', z.string()),
  title: z.object({ zh: level('L1', z.string()), en: level('L1', z.string()) }).nullable(),
  count: level('L2', z.number().int()),
  shares: z.array(share),
  /** Median hours from report to close. */
  hours: level('L2', z.number().nullable()),
})
export type FairnessGroup = z.infer<typeof group>

const gap = z.object({
  name: level('L1', z.enum(fairnessShares)),
  /** Largest minus smallest share of groups, and smallest over largest, as fairlearn's MetricFrame has them. */
  difference: level('L2', z.number()),
  ratio: level('L2', z.number().nullable()),
  highest: level('L2', z.string()),
  lowest: level('L2', z.string()),
  /** True where the two groups differ by more than chance and by more than what a city accepts. */
  alarm: level('L2', z.boolean()),
})
export type FairnessGap = z.infer<typeof gap>

export const fairnessQuery = z.object({
  days: level('L1', z.coerce.number().int().min(7).max(366).default(90)),
  identity: level('L1', z.enum(['true']).optional()),
})

/** Dispatch advice and what came of it, by group. */
export const fairnessReport = z.object({
  algorithm: level('L1', z.string()),
  since: level('L2', z.iso.datetime()),
  until: level('L2', z.iso.datetime()),
  /** Cases with advice in the window, and how many of them were read: the newest where there are more than fit. */
  cases: level('L2', z.number().int()),
  truncated: level('L2', z.boolean()),
  /** Groups below this are given together. */
  leastGroup: level('L1', z.number().int()),
  dimensions: z.array(
    z.object({
      dimension: level('L1', z.enum(fairnessDimensions)),
      groups: z.array(group),
      gaps: z.array(gap),
    }),
  ),
})
export type FairnessReport = z.infer<typeof fairnessReport>

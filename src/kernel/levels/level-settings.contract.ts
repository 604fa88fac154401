import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'

/** Flags of GB/T 43697-2024 beside the level: data whose loss would harm more than the person it is about. */
export const levelFlags = ['important', 'core'] as const
export type LevelFlag = (typeof levelFlags)[number]

const levelName = z.object({
  zh: z.string().trim().min(1).max(20),
  en: z.string().trim().min(1).max(30),
})

/** How a city wants its data levels. What is not named is as the product has it. */
export const levelSettings = z.object({
  /** What the levels are called here. */
  names: level('L1', z.partialRecord(z.enum(levels), levelName)),
  /** The level of what is found in texts, by the type of finding. */
  findings: level('L1', z.record(z.string().max(60), z.enum(levels))),
  /** The highest level a provider may receive: `model:<task>` or `corpus:<name>`; never above its own. */
  ceilings: level('L2', z.record(z.string().regex(/^(?:model|corpus):.{1,100}$/), z.enum(levels))),
  /** Fields of contracts that were raised, and flags of fields and tables, by id. */
  fields: level(
    'L2',
    z.record(
      z.string().max(300),
      z.object({ raise: z.enum(levels).nullable(), flags: z.array(z.enum(levelFlags)).max(2) }),
    ),
  ),
})
export type LevelSettings = z.infer<typeof levelSettings>

/** As the product has it. */
export const shippedSettings: LevelSettings = { names: {}, findings: {}, ceilings: {}, fields: {} }

/** Something that protects less than before. */
export const loosened = z.object({
  kind: level('L1', z.enum(['finding', 'ceiling', 'field', 'flag'])),
  name: level('L2', z.string()),
  from: level('L2', z.string()),
  to: level('L2', z.string()),
})
export type Loosened = z.infer<typeof loosened>

export const levelVersion = z.object({
  number: level('L2', z.number().int()),
  recordedAt: level('L2', z.iso.datetime()),
  madeBy: level('L2', z.string()),
  madeByAccount: level('L2', z.string().nullable()),
  reason: level('L2', z.string()),
  basedOn: level('L2', z.number().int()),
  settings: levelSettings,
  loosens: z.array(loosened),
  state: level('L2', z.enum(['in-force', 'superseded', 'waiting', 'refused'])),
  ruledBy: level('L2', z.string().nullable()),
})
export type LevelVersion = z.infer<typeof levelVersion>

export const levelState = z.object({
  /** The version in force; 0 while it is as the product has it. */
  number: level('L2', z.number().int()),
  settings: levelSettings,
  /** What each type of finding has by itself. */
  shippedFindings: level('L1', z.record(z.string(), z.enum(levels))),
  /** Providers asked since the start and those that were set, with their own ceiling where it is known. */
  providers: z.array(
    z.object({ name: level('L2', z.string()), own: level('L2', z.enum(levels).nullable()) }),
  ),
  versions: z.array(levelVersion),
})

/** A change: all settings, made on the version in force. */
export const levelChange = z.object({
  basedOn: level('L2', z.number().int().min(0)),
  settings: levelSettings,
  reason: level('L2', z.string().trim().min(2).max(300)),
})

export const levelRuling = z.object({
  confirmed: level('L2', z.boolean()),
  reason: level('L2', z.string().trim().min(2).max(300)),
})

/** One field of the map. */
export const mappedField = z.object({
  id: level('L1', z.string()),
  room: level('L1', z.string()),
  contract: level('L1', z.string()),
  field: level('L1', z.string()),
  /** By its contract. */
  own: level('L1', z.enum(levels)),
  /** What it was raised to; null when it was not. */
  raise: level('L2', z.enum(levels).nullable()),
  flags: level('L2', z.array(z.enum(levelFlags))),
  /** Whether it can be raised: its contract lets it be empty for who may not see it. */
  raisable: level('L1', z.boolean()),
  /** Roles that are cleared for it, as far as their scope and permissions reach. */
  roles: level('L1', z.array(z.string())),
})
export type MappedField = z.infer<typeof mappedField>

export const fieldFilter = z.object({
  room: level('L1', z.string().max(60).optional()),
  level: level('L1', z.enum(levels).optional()),
  words: level('L1', z.string().trim().max(100).optional()),
  changed: level('L1', z.enum(['true']).optional()),
  page: level('L1', z.coerce.number().int().min(1).max(10_000).default(1)),
})
export const fieldPage = z.object({
  items: z.array(mappedField),
  count: level('L1', z.number().int()),
  /** How many fields each room has at each level, of all there are. */
  rooms: z.array(
    z.object({ room: level('L1', z.string()), counts: level('L1', z.record(z.enum(levels), z.number())) }),
  ),
})

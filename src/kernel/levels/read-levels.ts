import type { z } from 'zod'
import {
  type ContractField,
  type Database,
  emptyFor,
  higher,
  type Level,
  readContracts,
} from '#base/index.ts'
import { rolesCleared, selectNames } from '#identity/index.ts'
import { defaultLevels } from '../recognise/spot.rules.ts'
import type { LevelHolder } from './hold-levels.ts'
import { type LevelRow, selectVersions } from './level.store.ts'
import type {
  fieldFilter,
  fieldPage,
  LevelSettings,
  LevelVersion,
  levelState,
  MappedField,
} from './level-settings.contract.ts'

const versionsShown = 50
const pageSize = 50

function stateOf(row: LevelRow, inForce: number): LevelVersion['state'] {
  if (row.number === inForce) return 'in-force'
  if (row.confirmed === false) return 'refused'
  // One that waits was overtaken when another took effect since.
  return row.loosens.length > 0 && row.confirmed === null && row.based_on === inForce
    ? 'waiting'
    : 'superseded'
}

/** The levels as they hold, with their versions. */
export async function readLevels(
  database: Database,
  levels: LevelHolder,
): Promise<z.input<typeof levelState>> {
  const [{ number, settings }, rows] = await Promise.all([
    levels.inForce(),
    selectVersions(database, versionsShown),
  ])
  const people = await selectNames(
    database,
    rows.map(row => row.made_by),
  )
  const accounts = new Map(people.map(one => [one.id, one.account]))
  const names = new Set([...levels.providers.keys(), ...Object.keys(settings.ceilings)])
  return {
    number,
    settings,
    shippedFindings: { ...defaultLevels },
    providers: [...names].toSorted().map(name => ({ name, own: levels.providers.get(name) ?? null })),
    versions: rows.map(row => ({
      number: row.number,
      recordedAt: row.recorded_at.toISOString(),
      madeBy: row.made_by,
      madeByAccount: accounts.get(row.made_by) ?? null,
      reason: row.reason,
      basedOn: row.based_on,
      settings: row.settings,
      loosens: row.loosens,
      state: stateOf(row, number),
      ruledBy: row.ruled_by,
    })),
  }
}

const levelNow = (one: ContractField, settings: LevelSettings): Level =>
  higher(one.level, settings.fields[one.id]?.raise ?? one.level)

function mapped(one: ContractField, settings: LevelSettings): MappedField {
  const set = settings.fields[one.id]
  return {
    id: one.id,
    room: one.room,
    contract: one.contract,
    field: one.field,
    own: one.level,
    raise: set?.raise ?? null,
    flags: set?.flags ?? [],
    raisable: emptyFor(one.schema) !== undefined,
    roles: [...rolesCleared(levelNow(one, settings))],
  }
}

/** The fields of all contracts that fit a filter, a page at a time. */
export async function listFields(
  levels: LevelHolder,
  filter: z.output<typeof fieldFilter>,
): Promise<z.input<typeof fieldPage>> {
  const [{ settings }, all] = await Promise.all([levels.inForce(), readContracts()])
  const words = filter.words?.toLowerCase()
  const fitting = all.filter(
    one =>
      (filter.room === undefined || one.room === filter.room) &&
      (filter.level === undefined || levelNow(one, settings) === filter.level) &&
      (words === undefined || one.id.toLowerCase().includes(words)) &&
      (filter.changed === undefined || settings.fields[one.id] !== undefined),
  )
  const rooms = [...Map.groupBy(all, one => one.room)].map(([room, fields]) => {
    const counts = { L1: 0, L2: 0, L3: 0, L4: 0 }
    for (const one of fields) counts[levelNow(one, settings)] += 1
    return { room, counts }
  })
  const from = (filter.page - 1) * pageSize
  return {
    items: fitting.slice(from, from + pageSize).map(one => mapped(one, settings)),
    count: fitting.length,
    rooms,
  }
}

import type { Handle } from '#base/index.ts'
import { hideIdentities } from '../redteam/hide-identities.ts'
import type { AlarmItem, AlarmState } from './alarm.contract.ts'
import { type AlarmRow, countOpenAlarms, selectAlarms, selectUpheld } from './alarm.store.ts'
import { hiddenWords, partsOf, shapeOf } from './excerpt.rules.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

function textOf(row: AlarmRow): AlarmItem['text'] {
  if (row.excerpt === null) return null
  const { before, words, after } = partsOf(row.excerpt)
  // A sentence has to be read to be ruled on; a value is known by its form.
  return { before, words: row.about === 'attack' ? hideIdentities(words) : hiddenWords(words), after }
}

function itemOf(row: AlarmRow): AlarmItem {
  return {
    alarmId: row.id,
    at: row.reported_at.toISOString(),
    reportedBy: row.reported_by,
    decisionId: row.decision_id,
    algorithm: row.algorithm,
    claim: row.claim as AlarmItem['claim'],
    about: row.about,
    state: row.state as AlarmState,
    text: textOf(row),
    why: row.why === null ? null : hideIdentities(row.why),
    ruledBy: row.ruled_by,
    ruledAt: iso(row.ruled_at),
    ruling: row.ruling === null ? null : hideIdentities(row.ruling),
    exception:
      row.exception_id === null
        ? null
        : {
            exceptionId: row.exception_id,
            effect: row.effect as 'quiet' | 'find',
            by: row.before === null ? 'words' : 'before',
            before: row.before,
            beganAt: row.began_at!.toISOString(),
            endedAt: iso(row.ended_at),
          },
  }
}

/** Alarms newest first, everything that was found in their texts hidden. */
export async function listAlarms(
  handle: Handle,
  filter: { state?: AlarmState | undefined; before?: string | undefined; limit: number },
): Promise<{ items: AlarmItem[]; open: number; next: string | null }> {
  const rows = await selectAlarms(handle, { ...filter, limit: filter.limit + 1 })
  const shown = rows.slice(0, filter.limit)
  return {
    items: shown.map(itemOf),
    open: await countOpenAlarms(handle),
    next: rows.length > filter.limit ? shown.at(-1)!.id : null,
  }
}

/**
 * Upheld alarms as training rows, one JSON a line: an attack or a benign text with its identities hidden; a value that is, or
 * is not, of a type by its form only, with what stands around it.
 */
export async function trainingRows(handle: Handle): Promise<string> {
  const rows = await selectUpheld(handle)
  const lines = rows.map(row => {
    const { before, words, after } = partsOf(row.excerpt!)
    const wanted = row.claim === 'missed'
    if (row.about === 'attack')
      return { id: row.id, text: hideIdentities(words), label: wanted ? 'attack' : 'benign' }
    const shape = shapeOf(words)
    return {
      id: row.id,
      text: `${before}${shape}${after}`,
      type: row.about,
      start: before.length,
      end: before.length + shape.length,
      label: wanted ? 'is' : 'is-not',
    }
  })
  return lines.map(one => `${JSON.stringify(one)}\n`).join('')
}

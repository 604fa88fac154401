import { maskForModels } from '#kernel/index.ts'
import { type LabelKind, labelKinds } from './model.contract.ts'
import type { TrainingRow } from './training-task.ts'

/** What was read to learn from. */
export interface GatheredRows {
  rows: TrainingRow[]
  labels: string[]
  kinds: Partial<Record<LabelKind, number>>
}

/** Bounds memory and time: a row takes some 2 KB while it is learned from. */
const mostRows = 200_000
/** However often the same was said of the same text, it counts no more than this. */
const mostWeight = 4

/**
 * Reads rows into memory. The same text with the same label becomes one row that weighs as much as they did: copies would
 * stand on both sides of the cross-validation and make its figures better than they are. What is highly sensitive in a text
 * is a token, as it will be when the model is asked.
 */
export async function gatherRows(
  given: AsyncIterable<TrainingRow>,
  watch: { signal?: AbortSignal | undefined; onRow(count: number): void },
): Promise<GatheredRows> {
  const byText = new Map<string, TrainingRow>()
  const kinds = new Map<LabelKind, number>()
  let count = 0
  for await (const row of given) {
    watch.signal?.throwIfAborted()
    kinds.set(row.kind, (kinds.get(row.kind) ?? 0) + 1)
    const text = maskForModels(row.text)
    const key = `${row.label}\u0000${text}`
    const known = byText.get(key)
    if (known) known.weight = Math.min(mostWeight, known.weight + row.weight)
    else byText.set(key, { ...row, text })
    if (++count % 1000 === 0) watch.onRow(count)
    if (count === mostRows) break
  }
  const rows = [...byText.values()]
  const inOrder = labelKinds.flatMap(kind => (kinds.has(kind) ? [[kind, kinds.get(kind)!] as const] : []))
  return {
    rows,
    labels: [...new Set(rows.map(row => row.label))].sort(),
    kinds: Object.fromEntries(inOrder),
  }
}

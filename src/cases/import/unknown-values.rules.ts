import { type ValueField, valueFields } from '../imports.contract.ts'

/** Values that mean nothing in the city, with how many rows have each. */
export interface UnknownTally {
  add(unknown: Partial<Record<ValueField, string>>): void
  /** The most frequent first. */
  list(most: number): { items: { field: ValueField; value: string; count: number }[]; more: boolean }
}

// A column of free text mapped by mistake has as many values as rows.
const mostDistinct = 5000

/** Counts unknown values without keeping more than some thousands of them. */
export function tallyOfUnknown(): UnknownTally {
  const counts = new Map<ValueField, Map<string, number>>(valueFields.map(field => [field, new Map()]))
  let left = 0
  return {
    add: unknown => {
      for (const [field, value] of Object.entries(unknown) as [ValueField, string][]) {
        const values = counts.get(field)!
        const before = values.get(value)
        if (before === undefined && values.size >= mostDistinct) left++
        else if (before !== undefined) values.set(value, before + 1)
        // A copy: a part of a text keeps all of the text, here a quarter of a megabyte of the file.
        else values.set(Buffer.from(value).toString(), 1)
      }
    },
    list: most => {
      const all = [...counts].flatMap(([field, values]) =>
        [...values].map(([value, count]) => ({ field, value, count })),
      )
      const sorted = all.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      return { items: sorted.slice(0, most), more: left > 0 || all.length > most }
    },
  }
}

import { type CitySnapshot, instantOf } from '#city/index.ts'
import type { ImportField } from '../imports.contract.ts'
import type { ImportRecord } from './import.store.ts'
import type { RowReading } from './row.rules.ts'
import { valueReader } from './values.rules.ts'

const day = 86_400_000

/** How the rows of an import are read in this city, now. */
export function rowReading(
  record: Pick<ImportRecord, 'headings' | 'mapping' | 'damaged'>,
  city: CitySnapshot,
): RowReading {
  const { headings, mapping, damaged } = record
  const places = new Map(
    (Object.entries(mapping.columns) as [ImportField, string][]).map(([field, heading]) => [
      field,
      headings.indexOf(heading),
    ]),
  )
  return {
    places,
    mapping,
    damaged,
    meaning: valueReader(city, mapping.values),
    instantOf: moment => instantOf(city.calendar.timeZone, moment),
    // Clocks of other systems run ahead, and some write local time as if it were UTC.
    latest: Date.now() + day,
  }
}

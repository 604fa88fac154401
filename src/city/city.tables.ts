// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated } from 'kysely'

export type CityTables = {
  'city.calendar_day': {
    date: ColumnType<Date, Date | string, Date | string>
    workday: boolean
    name: string
    source: string
  }
  'city.calendar_period': {
    weekday: number
    starts: number
    ends: number
  }
  'city.category': {
    id: string
    parent_id: string | null
    level: number
    name: string
    name_english: string
    position: number
    version: Generated<number>
    valid_to: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    successor_id: string | null
  }
  'city.department': {
    id: string
    parent_id: string | null
    name: string
    name_english: string
    kind: string
    region_id: string
    phone: string | null
    address: string | null
    email: string | null
    active: Generated<boolean>
    version: Generated<number>
  }
  'city.duty': {
    id: string
    version: number
    category_id: string
    title: string
    title_english: string
    description: string
    host_department_id: string | null
    host_by_region: boolean
    co_hosts: string[]
    co_host_by_region: boolean
    legal_basis: string
    time_limit_workdays: number
    urgency: string
    valid_from: ColumnType<Date, Date | string, Date | string>
    valid_to: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'city.former_entry': {
    kind: string
    id: string
    version: number
    content: unknown
    replaced_at: ColumnType<Date, Date | string | undefined, Date | string>
    replaced_by: string
  }
  'city.region': {
    id: string
    parent_id: string | null
    level: string
    ancestors: string[]
    name: string
    name_english: string
    code: string
    boundary: unknown
    longitude: number | null
    latitude: number | null
    version: Generated<number>
    valid_to: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'city.region_cell': {
    cell: string
    region_id: string
  }
  'city.setting': {
    single: Generated<boolean>
    version: Generated<number>
    time_zone: Generated<string>
  }
}

import type { CitySnapshot } from '#city/index.ts'
import type { ImportMapping, ValueField } from '../imports.contract.ts'
import { channelWords, natureWords, urgencyWords } from './value-words.ts'

/** How a value is compared: width, case and spaces do not matter, and all signs that part the steps of a path are one. */
export function plainValue(value: string): string {
  return value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[>/\\|—–→]+|--+/g, '/')
}

/** What a value of a file means: an id or word, empty on purpose, or nothing that is known. */
export type Meaning = { id: string } | 'empty' | 'unknown'

interface Named {
  id: string
  parentId?: string | null
  name: string
  nameEnglish: string
}

/** Names and paths of names that mean exactly one thing; what two share means neither. */
function byNames(list: readonly Named[]): Map<string, string> {
  const known = new Map(list.map(one => [one.id, one]))
  const names = new Map<string, string | null>()
  const add = (name: string, id: string) => {
    const key = plainValue(name)
    if (key === '') return
    names.set(key, names.has(key) && names.get(key) !== id ? null : id)
  }
  for (const one of list) {
    add(one.name, one.id)
    add(one.nameEnglish, one.id)
    const path = [one.name]
    for (let up = known.get(one.parentId ?? ''); up && path.length < 8; up = known.get(up.parentId ?? '')) {
      path.unshift(up.name)
      // Both ways of writing a path: 青岚市/湖东区 and 青岚市湖东区, from any of its steps.
      add(path.join('/'), one.id)
      add(path.join(''), one.id)
    }
  }
  const single = [...names].filter((entry): entry is [string, string] => entry[1] !== null)
  return new Map(single)
}

function byWords(words: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([id, list]) => [id, ...list].map(word => [plainValue(word), id])),
  )
}

/** The ids each field may have. */
export function idsOf(city: CitySnapshot, field: ValueField): (id: string) => boolean {
  switch (field) {
    case 'department':
      return id => city.department(id) !== undefined
    case 'category':
      return id => city.category(id) !== undefined
    case 'duty':
      return id => city.duty(id) !== undefined
    case 'region':
      return id => city.region(id) !== undefined
    case 'nature':
      return id => Object.hasOwn(natureWords, id)
    case 'channel':
      return id => Object.hasOwn(channelWords, id)
    case 'urgency':
      return id => Object.hasOwn(urgencyWords, id)
  }
}

function namesOf(city: CitySnapshot, field: ValueField): Map<string, string> {
  switch (field) {
    case 'department':
      return byNames(city.departments)
    case 'category':
      return byNames(city.categories.filter(city.inForce))
    case 'duty':
      return byNames(city.duties.map(one => ({ id: one.id, name: one.title, nameEnglish: one.titleEnglish })))
    case 'region':
      return byNames(city.regions.filter(city.inForce))
    case 'nature':
      return byWords(natureWords)
    case 'channel':
      return byWords(channelWords)
    case 'urgency':
      return byWords(urgencyWords)
  }
}

/** Says what the values of a file's fields mean in this city: mapped by a person, an id, or a name that only one has. */
export function valueReader(
  city: CitySnapshot,
  values: ImportMapping['values'],
): (field: ValueField, value: string) => Meaning {
  const readers = new Map<ValueField, (value: string) => Meaning>()
  const make = (field: ValueField) => {
    const mapped = new Map(Object.entries(values[field] ?? {}).map(([value, id]) => [plainValue(value), id]))
    const isId = idsOf(city, field)
    const names = namesOf(city, field)
    // A column has few distinct values and many rows.
    const found = new Map<string, Meaning>()
    return (value: string): Meaning => {
      const before = found.get(value)
      if (before) return before
      const plain = plainValue(value)
      const chosen = mapped.get(plain)
      const id = chosen ?? (isId(value.trim()) ? value.trim() : names.get(plain))
      const meaning = plain === '' || id === '' ? 'empty' : id === undefined ? 'unknown' : { id }
      // A copy: a part of a text keeps all of the text, here a quarter of a megabyte of the file.
      if (found.size < 10_000) found.set(Buffer.from(value).toString(), meaning)
      return meaning
    }
  }
  return (field, value) => {
    const reader = readers.get(field) ?? make(field)
    readers.set(field, reader)
    return reader(value)
  }
}

/** The first value of a mapping that means nothing in this city. */
export function wrongValue(
  city: CitySnapshot,
  values: ImportMapping['values'],
): { field: ValueField; value: string } | undefined {
  for (const [field, pairs] of Object.entries(values) as [ValueField, Record<string, string>][]) {
    const isId = idsOf(city, field)
    const value = Object.values(pairs).find(id => id !== '' && !isId(id))
    if (value !== undefined) return { field, value }
  }
  return undefined
}

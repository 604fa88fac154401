/** A row of a tree table. */
export type Branch<T> = T & { children?: Branch<T>[] }

interface Node {
  id: string
  parentId: string | null
}

/**
 * A flat list as a tree, in the order of the list. With `matches` only what matches is left, with the way to it; entries
 * whose parent is missing stand at the top.
 */
export function treeOf<T extends Node>(list: readonly T[], matches?: (one: T) => boolean): Branch<T>[] {
  const ids = new Set(list.map(one => one.id))
  const below = new Map<string | null, T[]>()
  for (const one of list) {
    const parent = one.parentId !== null && ids.has(one.parentId) ? one.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), one])
  }
  const grow = (parent: string | null): Branch<T>[] =>
    (below.get(parent) ?? []).flatMap(one => {
      const children = grow(one.id)
      if (matches && children.length === 0 && !matches(one)) return []
      return [children.length > 0 ? { ...one, children } : { ...one }]
    })
  return grow(null)
}

/** True when every word of the query is in the text. */
export function hasWords(text: string, query: string): boolean {
  const low = text.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every(word => low.includes(word))
}

/** For each entry the names from the top down to its own. */
export function pathsOf<T extends Node>(
  list: readonly T[],
  nameOf: (one: T) => string,
): Map<string, string[]> {
  const byId = new Map(list.map(one => [one.id, one]))
  const pathTo = (start: T) => {
    const path = new Set<T>()
    for (let at: T | undefined = start; at && !path.has(at); at = byId.get(at.parentId ?? '')) path.add(at)
    return [...path].map(nameOf).reverse()
  }
  return new Map(list.map(one => [one.id, pathTo(one)]))
}

/** The id and those of everything above it. */
export function upFrom(list: readonly Node[], id: string | null): Set<string> {
  const parents = new Map(list.map(one => [one.id, one.parentId]))
  const found = new Set<string>()
  for (let at = id; at !== null && at !== undefined && !found.has(at); at = parents.get(at) ?? null)
    found.add(at)
  return found
}

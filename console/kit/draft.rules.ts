const prefix = 'chengshu.draft.'

/** What of the browser's storage drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Reads a draft over its empty form; fields that the form no longer has are dropped, a broken draft is none. */
export function readDraft<T extends object>(storage: DraftStorage, key: string, empty: T): T {
  try {
    const kept: unknown = JSON.parse(storage.getItem(prefix + key) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return empty
    const known = Object.entries(kept).filter(([name]) => name in empty)
    return { ...empty, ...Object.fromEntries(known) }
  } catch {
    return empty
  }
}

/** Keeps a draft; an empty one is removed. A full or forbidden storage must not stop the typing. */
export function writeDraft<T extends object>(storage: DraftStorage, key: string, draft: T | null): void {
  try {
    if (draft === null) storage.removeItem(prefix + key)
    else storage.setItem(prefix + key, JSON.stringify(draft))
  } catch {
    // The page still holds it.
  }
}

/** Forgets every draft: the next person at this desk must not find them. */
export function clearDrafts(storage: DraftStorage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) if (key?.startsWith(prefix)) storage.removeItem(key)
}

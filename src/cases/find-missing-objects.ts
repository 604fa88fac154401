import type { Handle, ObjectStore } from '#base/index.ts'
import { attachedObjects, stillAttached } from './examine.store.ts'

/** Where objects are found: a folder, a bucket, or what an archive holds. */
export type ListedObjects = Pick<ObjectStore, 'list'>

export interface MissingObjects {
  /** How many objects attachments name. */
  named: number
  /** Those that are not there, or have another length, with an attachment that names each. */
  missing: { key: string; attachmentId: string }[]
}

/**
 * Holds every object that attachments name against what is there, by one list: asking for each would take a bucket hours.
 * What was removed with its attachment meanwhile is not missing.
 */
export async function findMissingObjects(handle: Handle, objects: ListedObjects): Promise<MissingObjects> {
  const rows = await attachedObjects(handle)
  const wanted = new Map(rows.map(row => [row.key, row]))
  const named = wanted.size
  if (named > 0)
    for await (const { key, bytes } of objects.list())
      if (wanted.get(key)?.bytes === bytes) wanted.delete(key)
  const still = wanted.size === 0 ? new Set() : new Set(await stillAttached(handle, [...wanted.keys()]))
  const missing = [...wanted.values()].filter(row => still.has(row.key))
  return { named, missing: missing.map(({ key, id }) => ({ key, attachmentId: id })) }
}

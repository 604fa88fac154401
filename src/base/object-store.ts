import type { Readable } from 'node:stream'

/** Part of an object, both ends included. */
export interface ObjectRange {
  start: number
  end: number
}

/** Content that lies in a file of its own, hashed, and is not an object yet. */
export interface StagedObject {
  /** The name of the object it may become: SHA-256 of the file in hex, unless the content is sealed (`sealed-objects.ts`). */
  key: string
  /** SHA-256 of the file in hex, where that is not its name. */
  sha256?: string
  bytes: number
  path: string
  /** Removes the file; what was kept stays. */
  discard(): Promise<void>
}

export interface ListedObject {
  key: string
  bytes: number
  at: Date
}

/**
 * Content by its own hash: the same bytes are kept once and an object never changes. Who refers to an object is not known
 * here; whoever removes one makes sure that nobody does (see `remove-objects.ts` of the cases).
 */
export interface ObjectStore {
  /** Writes a stream to a file on this machine without holding it in memory. What fails leaves nothing behind. */
  stage(stream: Readable): Promise<StagedObject>
  /** Keeps what was staged. When it resolves, the content outlives a loss of power. Safe to do again. */
  keep(staged: StagedObject): Promise<void>
  has(key: string): Promise<boolean>
  /** @throws base.object-missing */
  open(key: string, range?: ObjectRange): Promise<Readable>
  /** Does nothing when there is none. */
  remove(key: string): Promise<void>
  list(): AsyncIterable<ListedObject>
  /** Removes what was staged before `moment` and left by a process that was killed. @returns how many. */
  removeStale(moment: Date): Promise<number>
}

const keyShape = /^[0-9a-f]{64}$/

/** True for the name of an object: nothing else reaches a path or an address. */
export function isObjectKey(name: string): boolean {
  return keyShape.test(name)
}

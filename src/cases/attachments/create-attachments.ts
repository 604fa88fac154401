import { type Config, openObjects, type Route, sealedObjects } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { attachmentRoutes } from './attachment.routes.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { startKeeping } from './start-keeping.ts'

/** What the configuration says of files. */
export type FileConfig = Pick<Config, 'dataFolder' | 'objects' | 'scanner' | 'uploadLimits'>

/** Attachments of cases, joined. */
export interface Attachments {
  parts: AttachmentParts
  routes: Route<Actor>[]
  /** Begins to scan and to clear away; returns how to stop. */
  startKeeping(warn: (error: Error) => void): () => Promise<void>
}

/** Joins attachments with the case loop and the store of their objects. */
export function createAttachments(loop: CaseLoop, config: FileConfig): Attachments {
  const { scanner, uploadLimits: limits } = config
  const parts = { loop, objects: sealedObjects(openObjects(config, 'cases')), scanner, limits }
  return { parts, routes: attachmentRoutes(parts), startKeeping: warn => startKeeping(parts, warn) }
}

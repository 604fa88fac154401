import { join } from 'node:path'
import type { Config } from './config.ts'
import { folderObjects } from './folder-objects.ts'
import type { ObjectStore } from './object-store.ts'
import { s3Objects } from './s3-objects.ts'

/**
 * The objects of one room: in the data folder, or in the bucket that is configured. Rooms do not share objects, so one may
 * clear away its own without asking the others.
 */
export function openObjects(config: Pick<Config, 'dataFolder' | 'objects'>, room: string): ObjectStore {
  const folder = join(config.dataFolder, 'objects', room)
  if (!config.objects) return folderObjects(folder)
  return s3Objects(config.objects, { room, staging: join(folder, 'incoming') })
}

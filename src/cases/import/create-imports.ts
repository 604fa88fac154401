import type { z } from 'zod'
import type { Route } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { importDetail } from '../imports.contract.ts'
import { importRoutes } from './import.routes.ts'
import { type FileImport, type ImportProgress, importFile } from './import-file.ts'
import type { ImportParts } from './import-parts.ts'
import { startImportRunner } from './resume-imports.ts'

/** The import of cases, joined. */
export interface Imports {
  routes: Route<Actor>[]
  /** Begins to take queued imports; returns how to stop. */
  startRunner(): () => Promise<void>
  /** For the command line. */
  importFile(
    path: string,
    options: FileImport,
    onProgress: ImportProgress,
  ): Promise<z.input<typeof importDetail>>
}

/** Joins the import with the case loop and the folder of its files. */
export function createImports(parts: ImportParts): Imports {
  return {
    routes: importRoutes(parts),
    startRunner: () => startImportRunner(parts),
    importFile: (path, options, onProgress) => importFile(parts, path, { ...options, onProgress }),
  }
}

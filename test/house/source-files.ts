import { globSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export interface SourceFile {
  /** Path from the root, with slashes. */
  path: string
  text: string
}

/** Every source file of the product: rooms, console, the join. Generated table types count as read, not as written. */
export function sourceFiles(): SourceFile[] {
  const patterns = ['src/**/*.ts', 'src/**/*.tsx', 'console/**/*.ts', 'console/**/*.tsx']
  return globSync(patterns, { cwd: root })
    .map(path => ({ path: path.replaceAll('\\', '/'), text: readFileSync(resolve(root, path), 'utf8') }))
    .sort((a, b) => a.path.localeCompare(b.path))
}

/** Path of an absolute file from the root. */
export const fromRoot = (path: string) => relative(root, path).replaceAll('\\', '/')

/** Code that only tests run. */
export const isFixture = (path: string) => /\.fixture\.tsx?$/.test(path)
export const isTest = (path: string) => /\.test\.tsx?$/.test(path)
export const isGenerated = (path: string) => path.endsWith('.tables.ts')

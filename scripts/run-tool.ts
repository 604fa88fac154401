import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The repository's root. */
export const root = join(import.meta.dirname, '..')

/** Runs a file of the repository or of an installed tool with this Node and shows its output; resolves to its exit code. */
export function runFile(file: string, fileArguments: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, file), ...fileArguments], { cwd: root, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => resolve(code ?? 1))
  })
}

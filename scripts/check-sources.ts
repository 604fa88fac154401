import { runFile } from './run-tool.ts'

/** Format, lint and types of the whole repository. Resolves to true when all is well. */
export async function checkSources(): Promise<boolean> {
  const lint = await runFile('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
  const types = await runFile('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.'])
  return lint === 0 && types === 0
}

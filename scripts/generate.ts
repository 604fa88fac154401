import { runFile } from './run-tool.ts'

// Each in its own process: one that fails says so and the others still run.
const steps = ['scripts/generate-types.ts', 'scripts/generate-errors.ts']
let failed = false
for (const step of steps) {
  if ((await runFile(step, [])) !== 0) failed = true
}
process.exitCode = failed ? 1 : 0

import { runFile } from './run-tool.ts'

// Each in its own process: one that fails says so and the others still run.
const steps = [
  'scripts/generate-types.ts',
  'scripts/generate-errors.ts',
  'scripts/generate-sla.ts',
  'scripts/generate-messages.ts',
]
let failed = false
for (const step of steps) {
  if ((await runFile(step, [])) !== 0) failed = true
}
process.exitCode = failed ? 1 : 0

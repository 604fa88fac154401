export { checkHealth } from './check-health.ts'
export {
  asksForHelp,
  type Command,
  helpText,
  readCommand,
  required,
  type VerbName,
} from './command-line.rules.ts'
export { endEarly } from './end-early.ts'
export { keepHouse } from './keep-house.ts'
export { operationsError } from './operations.errors.ts'
export { operationsRoutes } from './operations.routes.ts'
export type { Outcome } from './outcome.ts'
export { doctorVerb } from './run-doctor.ts'
export { runImport } from './run-import.ts'
export { evaluateVerb, predictVerb, trainVerb } from './run-model.ts'
export { runSeed } from './run-seed.ts'
export { runToken } from './run-token.ts'
export { runUser } from './run-user.ts'
export { type DemoSeed, type SeededDemo, seedDemo } from './seed-demo.ts'
export { type Listening, type Serving, serve } from './serve.ts'
export { sayAdministrators, sayDemo, sayWelcome } from './welcome.ts'

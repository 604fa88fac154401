import type { Report } from '#base/index.ts'
import type { Kernel } from '#kernel/index.ts'
import { type Models, runEvaluate, runPredict, runTrain } from '#models/index.ts'
import { fileToRead, fileToWrite } from './command-files.ts'
import type { Command } from './command-line.rules.ts'
import type { Outcome } from './outcome.ts'

interface Parts {
  models: Models
  kernel: Kernel
}

const version = (command: Command) => command.options.model as string | undefined
const outcomeOf = (json: { exitCode: number }): Outcome => ({
  json,
  text: JSON.stringify(json, null, 2),
  exitCode: json.exitCode,
})

/** `train TASK [--in FILE.jsonl] [--activate]` */
export async function trainVerb(parts: Parts, command: Command, report: Report): Promise<Outcome> {
  const file = command.options.in === undefined ? undefined : await fileToRead(command, 'in')
  const trained = await runTrain(parts.models, {
    task: command.words[0]!,
    file,
    activate: command.options.activate === true,
    onStep: step => report(`  ${step.done} of ${step.total ?? '?'}`),
  })
  return outcomeOf(trained)
}

/** `evaluate TASK --in FILE.jsonl [--model ID]` */
export async function evaluateVerb(parts: Parts, command: Command): Promise<Outcome> {
  const file = await fileToRead(command, 'in')
  return outcomeOf(await runEvaluate(parts, { task: command.words[0]!, file, model: version(command) }))
}

/** `predict TASK --in FILE.jsonl --out FILE.jsonl [--model ID]` */
export async function predictVerb(parts: Parts, command: Command): Promise<Outcome> {
  const file = await fileToRead(command, 'in')
  const out = await fileToWrite(command, 'out', file)
  return outcomeOf(await runPredict(parts, { task: command.words[0]!, file, out, model: version(command) }))
}

import { checkFile, type LabelCheck } from '#kernel/index.ts'
import { readableFile } from './command-files.ts'
import { type Command, usageOf } from './command-line.rules.ts'
import { operationsError } from './operations.errors.ts'
import type { Outcome } from './outcome.ts'

const sentences: Record<LabelCheck['says'], string> = {
  sure: 'sure: its label says that it was made by artificial intelligence',
  'may-be': 'may be: it is labelled or declared as possibly made by artificial intelligence',
  suspected: 'suspected: no valid label says so, but there are traces',
  none: 'none: no label and no trace was found; that is no proof that a person made it',
}

function linesOf(file: string, check: LabelCheck): string {
  const entries = check.entries.flatMap(({ place, entry, problems }) => [
    `  entry in ${place}: ${entry ? '' : 'not readable'}`.trimEnd(),
    ...(entry ? Object.entries(entry).map(([field, value]) => `    ${field}: ${value}`) : []),
    ...(problems.length > 0 ? [`    to be noted: ${problems.join(', ')}`] : []),
  ])
  return [
    `${file} (${check.format}, ${check.bytes} bytes)`,
    sentences[check.says],
    ...entries,
    ...(check.explicit === null ? [] : [`  explicit label: ${check.explicit}`]),
    ...(check.traces.length > 0 ? [`  traces: ${check.traces.join(', ')}`] : []),
    ...(check.problems.length > 0 ? [`  problems: ${check.problems.join(', ')}`] : []),
  ].join('\n')
}

/** `label check FILE [--declared]`: what the labels of a file say, without a server or a database. */
export async function labelVerb(command: Command): Promise<Outcome> {
  const [word, file = ''] = command.words
  if (word !== 'check')
    throw operationsError('operations.wrong-arguments', {
      problem: `label ${word} is not known`,
      usage: usageOf('label'),
    })
  const check = await checkFile(await readableFile(file), { declared: command.options.declared === true })
  return { json: { file, ...check }, text: linesOf(file, check) }
}

import { asCatalogueError, sentenceOf } from '#base/index.ts'
import { asksForHelp, type Command, helpText, readCommand } from './command-line.rules.ts'
import type { Outcome } from './outcome.ts'

interface CommandLine {
  /** For people: stdout is for machine output. */
  report(line: string): void
  /** Serves until it is stopped. */
  start(): Promise<number>
  /** Any other verb. */
  run(command: Command): Promise<Outcome>
}

async function runWords(words: string[], { report, start, run }: CommandLine): Promise<number> {
  if (asksForHelp(words)) {
    report(helpText())
    return 0
  }
  const command = readCommand(words)
  if (command.help) {
    report(helpText(command.verb))
    return 0
  }
  if (command.verb === 'start') return await start()
  const outcome = await run(command)
  process.stdout.write(`${command.json ? JSON.stringify(outcome.json) : outcome.text}\n`)
  return outcome.exitCode ?? 0
}

function explain(thrown: unknown, report: (line: string) => void): number {
  const error = asCatalogueError(thrown)
  const chinese = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh')
  report(sentenceOf(error, chinese ? 'zh' : 'en'))
  report(error.entry.advice)
  if (error.code === 'base.internal') report(String((thrown as Error)?.stack ?? thrown))
  return error.code === 'operations.unknown-verb' || error.code === 'operations.wrong-arguments' ? 2 : 1
}

/**
 * Reads the words of the command line and does what they say.
 * @returns the exit code: 0 done; 1 an error, named; 2 the command line was wrong; 3 done, but rows were rejected;
 * 4 done, and a figure is beyond a threshold that was given.
 */
export async function runCommandLine(words: string[], line: CommandLine): Promise<number> {
  try {
    return await runWords(words, line)
  } catch (error) {
    return explain(error, line.report)
  }
}

import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Command, required, usageOf } from './command-line.rules.ts'
import { operationsError } from './operations.errors.ts'

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/**
 * The path of an option that names a file to read; checked before any work begins.
 * @throws operations.wrong-arguments when it is not given, operations.file-unreadable
 */
export async function fileToRead(command: Command, option: string): Promise<string> {
  return await readableFile(required(command, option))
}

/** A path that names a file to read. @throws operations.file-unreadable */
export async function readableFile(file: string): Promise<string> {
  try {
    await access(file, constants.R_OK)
    if ((await stat(file)).isDirectory()) throw new Error('it is a folder')
  } catch (error) {
    throw operationsError('operations.file-unreadable', { file, reason: reasonOf(error) })
  }
  return file
}

/**
 * The path of an option that names a file to write; checked before any work begins, because the work may take minutes.
 * @throws operations.wrong-arguments when it is not given or is the file that is read, operations.file-unwritable
 */
export async function fileToWrite(command: Command, option: string, read: string): Promise<string> {
  const file = required(command, option)
  if (resolve(file) === resolve(read))
    throw operationsError('operations.wrong-arguments', {
      problem: `--${option} is the file that is read`,
      usage: usageOf(command.verb),
    })
  try {
    await access(dirname(resolve(file)), constants.W_OK)
    const there = await stat(file).catch(() => undefined)
    if (there?.isDirectory()) throw new Error('it is a folder')
  } catch (error) {
    throw operationsError('operations.file-unwritable', { file, reason: reasonOf(error) })
  }
  return file
}

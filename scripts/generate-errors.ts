import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readErrorEntries, renderErrors } from './error-entries.ts'
import { root } from './run-tool.ts'

await mkdir(join(root, 'docs'), { recursive: true })
await writeFile(join(root, 'docs/errors.md'), renderErrors(await readErrorEntries()))

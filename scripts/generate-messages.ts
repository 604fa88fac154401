import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withTemplates } from '../src/cases/inbox/messages-document.fixture.ts'
import { root } from './run-tool.ts'

const file = join(root, 'docs/messages.md')
await writeFile(file, withTemplates(await readFile(file, 'utf8')))

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { slaDocument } from '../src/cases/deadlines/golden-document.fixture.ts'
import { root } from './run-tool.ts'

await writeFile(join(root, 'docs/sla.md'), slaDocument())

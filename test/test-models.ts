import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { pino } from 'pino'
import type { Connections } from '#base/connections.ts'
import type { Database } from '#base/index.ts'
import { type Actor, fullScope } from '#identity/index.ts'
import { createKernel, type Kernel } from '#kernel/index.ts'
import { createModels, type Models, measureText, type TrainingRow, type TrainingTask } from '#models/index.ts'
import { sampleRows } from '../src/models/text-samples.fixture.ts'
import { registerHere } from './register-here.store.ts'
import { testDatabase } from './test-database.ts'

/** The models room on a real database, with one task whose own rows are sentences written for the tests. */
export interface TestModels {
  database: Database
  connections: Connections
  models: Models
  kernel: Kernel
  task: TrainingTask
  /** What `collect` gives from now on. */
  teach(rows: readonly TrainingRow[]): void
  /** Writes a JSONL file and resolves to its path; strings are written as they are. */
  file(lines: readonly unknown[]): Promise<string>
}

export const taskName = 'test.matters'
const known = ['roads', 'schools', 'wages', 'hospitals']

/** Rows of the task, `perLabel` of each of four labels; another seed gives other sentences. */
export function taskRows(perLabel: number, seed: number): TrainingRow[] {
  return sampleRows(perLabel, seed).map(({ text, label }, index) => ({
    id: `${seed}-${index}`,
    text: `${text} ${seed}-${index}`,
    label,
    kind: 'decided',
    weight: 1,
  }))
}

export async function testModels(t: TestContext): Promise<TestModels> {
  const { database, connections } = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-models-'))
  let rows = taskRows(40, 1)
  const task: TrainingTask = {
    task: taskName,
    title: { zh: '测试', en: 'Test' },
    level: 'L4',
    collect: async function* () {
      yield* rows
    },
    knows: label => known.includes(label),
  }
  const models = createModels({ database, tasks: [task], log: pino({ level: 'silent' }) })
  t.after(async () => {
    await models.stop()
    await rm(folder, { recursive: true })
  })
  const kernel = createKernel({
    database,
    algorithms: [measureText],
    ports: { models: models.port, knowledge: { retrieve: async () => [], ceiling: () => 'L4' } },
  })
  await registerHere(database, kernel.algorithms)
  let files = 0
  return {
    database,
    connections,
    models,
    kernel,
    task,
    teach: given => {
      rows = [...given]
    },
    file: async lines => {
      const path = join(folder, `${++files}.jsonl`)
      const written = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line)))
      await writeFile(path, `${written.join('\n')}\n`)
      return path
    },
  }
}

/** A person for the registry, without a row in the database. */
export function engineer(id: string): Actor {
  return {
    kind: 'person',
    id,
    account: id,
    name: id,
    roles: ['ai-engineer'],
    departmentId: null,
    scope: { ...fullScope, level: 'L2' },
  }
}

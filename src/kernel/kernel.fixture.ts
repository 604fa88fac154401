import type { TestContext } from 'node:test'
import { z } from 'zod'
import { isCode, level } from '#base/index.ts'
import { personActor } from '../../test/fixtures/actors.ts'
import { registerHere } from '../../test/register-here.store.ts'
import { testDatabase } from '../../test/test-database.ts'
import { type AlgorithmDefinition, type AnyAlgorithm, defineAlgorithm } from './algorithm.ts'
import type { Limits } from './attack/limits.rules.ts'
import { createKernel } from './create-kernel.ts'
import type { KnowledgePort, ModelPort } from './ports.ts'
import type { Settlement } from './settle.ts'

export const input = z.object({
  text: level('L3', z.string()),
  note: level('L3', z.string().optional()),
})
export const output = z.object({ department: level('L2', z.string()) })
export type Input = z.infer<typeof input>
export type Output = z.infer<typeof output>
export type Definition = AlgorithmDefinition<Input, Output>

/** An algorithm for tests that asks the model port and advises its best label. */
export function algorithm(changes: Partial<Definition> = {}) {
  return defineAlgorithm<Input, Output>({
    id: 'test.dispatch',
    version: '1',
    title: { zh: '测试', en: 'Test' },
    purpose: 'test',
    owner: 'test office',
    risk: 'medium',
    gate: 'human-confirms',
    input,
    output,
    breaker: { overrideShare: 0.3, minimumCount: 50 },
    fallback: 'human-queue',
    expiresAfterHours: 1,
    run: async ({ text }, tools) => {
      const found = await tools.classify({ task: 'test', text, explain: true })
      if (!found)
        return { outcome: 'abstained', value: null, confidence: null, evidence: [], reason: 'no-match' }
      return {
        outcome: 'advised',
        value: { department: found.ranked[0]!.label },
        confidence: found.ranked[0]!.confidence,
        evidence: [{ kind: 'words', items: found.terms }],
        reason: null,
      }
    },
    ...changes,
  })
}

/** Answers `water` for texts with 水, `roads` for others, nothing for an empty text. */
export const models: ModelPort = {
  ceiling: () => 'L4',
  classify: async ({ text }) =>
    text === ''
      ? null
      : {
          ranked: [{ label: text.includes('水') ? 'water' : 'roads', confidence: 0.9 }],
          terms: [{ term: text, weight: 1 }],
          threshold: 0.5,
          modelVersion: 'm1',
        },
}

/** A door over a database of its own with these algorithms. */
export async function testKernel(
  t: TestContext,
  parts: {
    algorithms: readonly AnyAlgorithm[]
    models?: ModelPort
    knowledge?: KnowledgePort
    patience?: number
    limits?: Limits
  },
) {
  const base = await testDatabase(t)
  const kernel = createKernel({
    database: base.database,
    algorithms: parts.algorithms,
    ports: {
      models: parts.models ?? models,
      knowledge: parts.knowledge ?? { retrieve: async () => [], ceiling: () => 'L4' },
    },
    ...(parts.patience === undefined ? {} : { patience: parts.patience }),
    ...(parts.limits === undefined ? {} : { limits: parts.limits }),
  })
  await registerHere(base.database, parts.algorithms)
  return { ...base, kernel }
}

export const person = personActor()

/** Adopting, by a person who looked at the evidence. */
export const settlement = (subject: string, changes: Partial<Settlement> = {}): Settlement => ({
  subject,
  verdict: 'adopted',
  value: { department: 'water' },
  reason: null,
  by: person,
  evidenceOpened: true,
  secondsToSettle: 4,
  blind: false,
  ...changes,
})

/** For `assert.rejects`. */
export const code = (expected: string) => (error: unknown) => isCode(error, expected)

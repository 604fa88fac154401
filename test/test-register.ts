import type { TestContext } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { seedCity } from '#city/index.ts'
import { commandLineActor, createPeople } from '#identity/index.ts'
import { algorithm, code, models, person, settlement, testKernel } from '#kernel/kernel.fixture.ts'
import { approveEntry } from '#kernel/register/approve-entry.ts'
import { beginStage } from '#kernel/register/begin-stage.ts'
import { emptyContent } from '#kernel/register/gaps.rules.ts'
import { impactQuestions, type RegisterContent, requiredTexts } from '#kernel/register/register.contract.ts'
import type { RegisterParts } from '#kernel/register/register-parts.ts'
import { type DraftToSave, saveDraft } from '#kernel/register/save-draft.ts'
import { smallCity } from '../src/city/small-city.fixture.ts'
import { personActor } from './fixtures/actors.ts'
import { endHere } from './register-here.store.ts'

export { code, person, settlement }

export const [writer, approver] = [personActor('writer'), personActor('approver')]

/** An entry in which nothing is wanting. */
export function completeContent(changes: Partial<RegisterContent> = {}): RegisterContent {
  const empty = emptyContent()
  return {
    ...empty,
    ...Object.fromEntries(requiredTexts.map(name => [name, `${name} 写明`])),
    impact: Object.fromEntries(impactQuestions.map(name => [name, '已评估'])) as RegisterContent['impact'],
    notFor: {
      'social-scoring': true,
      'live-biometrics': true,
      'emotion-of-staff': true,
      'decides-alone': true,
    },
    leak: 2,
    harm: 2,
    ...changes,
  }
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** A door whose register is empty, with somebody who can answer for algorithms. */
export async function emptyRegister(t: TestContext) {
  const one = algorithm({ departmentOf: ({ department }) => department })
  const silent = algorithm({ id: 'test.silent', risk: 'low', gate: 'informs' })
  const of = await testKernel(t, {
    algorithms: [one, silent],
    models: {
      ...models,
      classify: async request => {
        const answer = await models.classify(request)
        const label = request.text.includes('水') ? 'urban' : 'police'
        return answer && { ...answer, ranked: [{ label, confidence: 0.9 }] }
      },
    },
  })
  await endHere(of.database)
  of.kernel.breakers.forget()
  await inTransaction(of.database, async tx => {
    await seedCity(tx, smallCity)
    await createPeople(
      tx,
      {
        people: ['answers', 'leaves'].map(account => ({
          account,
          name: account,
          roles: ['ai-engineer'],
          departmentId: null,
          regionIds: [],
          level: 'L2',
        })),
        password: 'a long test password 7',
        mustChangePassword: false,
        fictional: true,
      },
      commandLineActor,
    )
  })
  const asked: (readonly string[] | null)[] = []
  const parts: RegisterParts = {
    ...of.kernel,
    database: of.database,
    measureStage: async (_handle, { departments }) => {
      asked.push(departments)
      return { matters: asked.length, resolved: 0.5, satisfied: null, rated: 0, hours: 4, returned: 0 }
    },
  }
  const draft = (changes: Partial<DraftToSave> = {}): DraftToSave => ({
    algorithm: one.id,
    content: completeContent(),
    responsible: 'answers',
    assessedUntil: inDays(200),
    revision: 0,
    ...changes,
  })
  const register = async (changes: Partial<DraftToSave> = {}) => {
    const saved = await saveDraft(parts, draft(changes), writer)
    await approveEntry(parts, { algorithm: changes.algorithm ?? one.id, ...saved }, approver)
    return saved
  }
  const everywhere = (id = one.id) =>
    beginStage(parts, { algorithm: id, stage: 'everywhere', departments: [] }, approver)
  let n = 0
  const ask = async (text: string, subject = `case:${++n}`) =>
    await of.kernel.infer(one, { subject, input: { text } }, person)
  return { ...of, one, silent, parts, draft, register, everywhere, ask, asked, inDays }
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { inTransaction } from '#base/index.ts'
import {
  createCity,
  demoBusRoutes,
  demoCity,
  demoDepartments,
  demoDuties,
  demoPlaces,
  demoRegions,
  seedCity,
} from '#city/index.ts'
import { systemActor } from '#identity/index.ts'
import { createKernel } from '#kernel/index.ts'
import { createKnowledge, dutyCorpus, knowledgePort } from '#knowledge/index.ts'
import { createModels, runTrain } from '#models/index.ts'
import { registerHere } from '../../test/register-here.store.ts'
import { testDatabase } from '../../test/test-database.ts'
import { classifyCase } from './classify-case.ts'
import { caseTrainingTasks } from './collect-training-rows.ts'
import { generateDemoCases } from './demo/generate-demo-cases.ts'
import { createDispatchAdvice } from './dispatch-advice.ts'
import { recordDemoCases } from './record-demo-cases.ts'

const surroundings = {
  regions: demoRegions(),
  departments: demoDepartments(),
  duties: demoDuties,
  places: demoPlaces(),
  busRoutes: demoBusRoutes,
}

// One city for all tests of the file: seeding and training it takes some seconds.
test('the demo city, before and after it has learned from its cases', async t => {
  const { database } = await testDatabase(t)
  await inTransaction(database, tx => seedCity(tx, demoCity()))
  // Seeded before the city is read: right after an edit each of hundreds of callers would read all of it anew.
  const city = createCity({ database, edited: () => false })
  const snapshot = () => city.snapshot()
  const knowledge = createKnowledge()
  knowledge.register(dutyCorpus(snapshot))
  const models = createModels({
    database,
    tasks: caseTrainingTasks(snapshot),
    log: pino({ level: 'silent' }),
  })
  t.after(() => models.stop())
  const dispatch = createDispatchAdvice({ snapshot, similar: async () => [] })
  const kernel = createKernel({
    database,
    algorithms: [dispatch, classifyCase],
    ports: { models: models.port, knowledge: knowledgePort(knowledge) },
  })
  await registerHere(database, kernel.algorithms)
  const past = generateDemoCases({ seed: 3, count: 2400, city: surroundings })
  const asked = generateDemoCases({ seed: 4, count: 300, city: surroundings }).filter(
    one => one.departmentId !== null,
  )
  const inputs = asked.map(({ subject, detail, regionId }) => ({ subject, detail, regionId }))

  const judge = async () => {
    const results = await kernel.measure(dispatch, inputs, systemActor)
    const right = results.map(
      (one, place) => one.value?.candidates[0]?.departmentId === asked[place]!.departmentId,
    )
    const answered = right.filter((_, place) => results[place]!.outcome === 'advised')
    return {
      results,
      accuracy: right.filter(Boolean).length / right.length,
      coverage: answered.length / right.length,
      answeredAccuracy: answered.filter(Boolean).length / answered.length,
    }
  }
  const before = await judge()

  await t.test(
    'without a model the duty list advises, and is right more often where it does not abstain',
    () => {
      assert.ok(before.results.every(one => one.value === null || one.value.method === 'duty-list'))
      assert.ok(before.accuracy > 0.6, `${before.accuracy}`)
      assert.ok(before.coverage > 0.3 && before.coverage < 0.95, `${before.coverage}`)
      assert.ok(before.answeredAccuracy > before.accuracy + 0.05)
    },
  )

  await t.test('without a model a matter is not classified, and that is said', async () => {
    const [answer] = await kernel.measure(classifyCase, [inputs[0]!], systemActor)
    assert.deepEqual([answer!.outcome, answer!.reason, answer!.value], ['abstained', 'no-model', null])
  })

  const who = (account: string | null) => ({ id: account ?? 'citizen', name: '' })
  await recordDemoCases(database, past, { who, city: await snapshot(), onProgress: () => undefined })
  const { version } = await runTrain(models, { task: 'cases.dispatch' })
  const after = await judge()
  const percent = (share: number) => `${Math.round(share * 100)} %`
  for (const [when, one] of [['duty list', before] as const, ['2,400 cases', after] as const]) {
    const { accuracy, coverage, answeredAccuracy } = one
    t.diagnostic(
      `${when}: right ${percent(accuracy)}, answers ${percent(coverage)}, of these ${percent(answeredAccuracy)}`,
    )
  }

  await t.test('generated cases are known to be generated, and all their labels are known', () => {
    assert.deepEqual(Object.keys(version.training.kinds), ['generated'])
    assert.equal(version.state, 'active')
  })

  await t.test('with a model the advice gets better', () => {
    assert.ok(after.results.some(one => one.outcome === 'advised' && one.value?.method === 'model'))
    assert.ok(after.results.every(one => one.modelVersion === version.id))
    assert.ok(after.accuracy > before.accuracy, `${before.accuracy} → ${after.accuracy}`)
    assert.ok(after.coverage > before.coverage, `${before.coverage} → ${after.coverage}`)
    assert.ok(after.answeredAccuracy > 0.9, `${after.answeredAccuracy}`)
  })

  await t.test('each candidate comes with a duty of that department, or with none', async () => {
    const now = await snapshot()
    for (const [place, { value }] of after.results.entries()) {
      for (const { departmentId, dutyId, categoryId } of value?.candidates ?? []) {
        const duty = dutyId === null ? null : now.duty(dutyId)
        assert.equal(duty?.categoryId ?? null, categoryId)
        if (!duty) continue
        const government = now.department(departmentId)?.kind === 'district-government'
        assert.ok(duty.hostByRegion ? government : duty.hostDepartmentId === departmentId, `${place}`)
      }
    }
  })

  await t.test('a decision holds the words that weighed and the passages of its candidates', async () => {
    const place = after.results.findIndex(
      one => one.outcome === 'advised' && one.value?.candidates[0]?.dutyId,
    )
    const item = { subject: 'draft:test', input: inputs[place]! }
    const governed = await kernel.infer(dispatch, item, systemActor)
    assert.equal(governed.outcome, 'advised')
    assert.equal(governed.modelVersion, version.id)
    const [words, ...passages] = governed.evidence
    assert.ok(words?.kind === 'words' && words.items.length > 0)
    const text = `${item.input.subject}\n${item.input.detail}`.toLowerCase()
    assert.ok(words.items.every(one => text.includes(one.term.toLowerCase())))
    const duties = governed.value!.candidates.flatMap(one => one.dutyId ?? [])
    assert.deepEqual(
      passages.map(one => (one.kind === 'passage' ? one.documentId : one.kind)),
      duties,
    )
  })

  await t.test('the duty list speaks where the model is unsure, and says so', () => {
    const listed = after.results.filter(one => one.value?.method === 'duty-list')
    assert.ok(listed.length > 0)
    assert.ok(listed.every(one => one.outcome === 'advised'))
  })

  await t.test('in bulk departments, confidences and outcomes are those of one at a time', async () => {
    const inBulk = inputs.map(input => ({ ...input, inBulk: true }))
    const many = await kernel.measure(dispatch, inBulk, systemActor)
    const said = (all: typeof many) =>
      all.map(({ outcome, reason, confidence, value }) => ({
        outcome,
        reason,
        confidence,
        method: value?.method,
        candidates: value?.candidates.map(one => [one.departmentId, one.confidence]),
      }))
    assert.deepEqual(said(many), said(after.results))
    const sure = many.filter(one => one.outcome === 'advised' && one.value?.method === 'model')
    assert.ok(sure.every(one => one.value?.candidates.every(candidate => candidate.dutyId === null)))
    const listed = many.filter(one => one.value?.method === 'duty-list')
    assert.ok(listed.length > 0 && listed.every(one => one.value?.candidates[0]?.dutyId))
  })

  await t.test('where the district is needed and not known nothing is advised', async () => {
    const now = await snapshot()
    const districts = after.results.flatMap((one, place) => {
      const first = now.department(one.value?.candidates[0]?.departmentId ?? '')
      const byModel = one.outcome === 'advised' && one.value?.method === 'model'
      return byModel && first?.kind === 'district-government' ? [place] : []
    })
    assert.ok(districts.length > 0)
    const nowhere = districts.map(place => ({ ...inputs[place]!, regionId: null }))
    for (const one of await kernel.measure(dispatch, nowhere, systemActor)) {
      assert.equal(one.outcome, 'abstained')
      assert.equal(one.reason, 'no-department-here')
    }
  })
})

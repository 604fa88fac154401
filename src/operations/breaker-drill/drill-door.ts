import { type Database, inTransaction } from '#base/index.ts'
import type { CaseForDispatch, DispatchAdvice } from '#cases/advice.contract.ts'
import { createDispatchAdvice, similarFinder } from '#cases/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import { type Actor, actorOf, selectPeople, systemActor } from '#identity/index.ts'
import { type Algorithm, createKernel, type Governed, type Kernel, type TellRoles } from '#kernel/index.ts'
import { createKnowledge, dutyCorpus, knowledgePort } from '#knowledge/index.ts'

/** What a drill needs of the product: a city with people, over a database that nobody works on. */
export interface DrillParts {
  database: Database
  snapshot(): Promise<CitySnapshot>
  tellRoles: TellRoles
}

/** The dispatch advice of this release behind a real door, with a fault that can be switched on. */
export interface DrillDoor {
  database: Database
  kernel: Kernel
  faults: { fails: boolean }
  people: { dispatcher: Actor; engineer: Actor; officer: Actor }
  /** Matters whose advice names one department, by department; two at least. */
  matters: Map<string, CaseForDispatch>
  ask(input: CaseForDispatch, subject: string): Promise<Governed<DispatchAdvice>>
  /** Asks, and a person says what became of it. */
  decide(input: CaseForDispatch, subject: string, verdict: 'adopted' | 'rejected'): Promise<void>
}

/** So many duties are tried until two departments are found whose matters get advice. */
const dutiesTried = 60

function withFaults(algorithm: Algorithm<CaseForDispatch, DispatchAdvice>) {
  const faults = { fails: false }
  const faulty: Algorithm<CaseForDispatch, DispatchAdvice> = {
    ...algorithm,
    run: async (input, tools) => {
      if (faults.fails) throw new Error('a fault of the drill')
      return await algorithm.run(input, tools)
    },
  }
  return { faults, faulty }
}

async function personWith(parts: DrillParts, role: 'dispatcher' | 'ai-engineer' | 'leader'): Promise<Actor> {
  const [person] = await selectPeople(parts.database, { role, active: 'true', limit: 1 })
  if (!person) throw new Error(`the demo city has nobody with the role ${role}`)
  return actorOf(person, await parts.snapshot())
}

async function findMatters(
  city: CitySnapshot,
  departmentOf: (input: CaseForDispatch) => Promise<string | null>,
): Promise<Map<string, CaseForDispatch>> {
  const found = new Map<string, CaseForDispatch>()
  for (const duty of city.duties.slice(0, dutiesTried)) {
    const input = { subject: duty.title, detail: `${duty.title}。${duty.description}`, regionId: null }
    const department = await departmentOf(input)
    if (department !== null && !found.has(department)) found.set(department, input)
    if (found.size === 2) break
  }
  return found
}

/** Opens the door of a drill over the demo city. */
export async function openDrillDoor(parts: DrillParts): Promise<DrillDoor> {
  const { database, snapshot } = parts
  const knowledge = createKnowledge()
  knowledge.register(dutyCorpus(snapshot))
  const { faults, faulty } = withFaults(createDispatchAdvice({ snapshot, similar: similarFinder(database) }))
  const kernel = createKernel({
    database,
    algorithms: [faulty],
    ports: {
      models: { classify: async () => null, ceiling: () => 'L4' },
      knowledge: knowledgePort(knowledge),
    },
  })
  const people = {
    dispatcher: await personWith(parts, 'dispatcher'),
    engineer: await personWith(parts, 'ai-engineer'),
    officer: await personWith(parts, 'leader'),
  }
  // A person asks only so often a minute; a drill asks as the product itself does for waiting cases.
  const ask = async (input: CaseForDispatch, subject: string) =>
    await kernel.infer(faulty, { subject, input }, systemActor)
  return {
    database,
    kernel,
    faults,
    people,
    matters: await findMatters(await snapshot(), async input => {
      const [measured] = await kernel.measure(faulty, [input], systemActor)
      return measured?.outcome === 'advised' ? faulty.departmentOf!(measured.value!) : null
    }),
    ask,
    decide: async (input, subject, verdict) => {
      const made = await ask(input, subject)
      await inTransaction(database, tx =>
        kernel.settle(tx, made.decisionId, {
          ...{ subject, verdict, value: { drill: true }, reason: null, by: people.dispatcher },
          ...{ evidenceOpened: true, secondsToSettle: 20, blind: false },
        }),
      )
    },
  }
}

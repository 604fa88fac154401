import { inTransaction, isCode } from '#base/index.ts'
import {
  evaluateBreakers,
  isSample,
  type RoleNotice,
  readBoard,
  switchAlgorithmOff,
  switchAlgorithmOn,
  type TellRoles,
  watchRuns,
} from '#kernel/index.ts'
import type { DrillDoor } from './drill-door.ts'

/** One step of the chain: what was to be seen, and whether it was. */
export interface DrillStep {
  step: string
  good: boolean
  /** What was seen, in words or figures. */
  seen: string
}

const hour = 3_600_000

interface Drill extends DrillDoor {
  /** Matters of the department that goes bad, and of one that stays good. */
  bad: Parameters<DrillDoor['ask']>[0]
  good: Parameters<DrillDoor['ask']>[0]
  told: RoleNotice[]
  steps: DrillStep[]
  tellRoles: TellRoles
  subject(): string
  sample(): string
}

function note(drill: Drill, step: string, checked: { good: boolean; seen: string }): void {
  drill.steps.push({ step, ...checked })
}

const partsOf = ({ kernel, tellRoles, database }: Drill) => ({
  ...{ algorithms: kernel.algorithms, tellRoles, database, breakers: kernel.breakers },
})

async function evaluate(drill: Drill, now = new Date()): Promise<string> {
  const parts = partsOf(drill)
  const changes = [
    ...((await evaluateBreakers(drill.database, parts, now)) ?? []),
    ...((await watchRuns(drill.database, parts, now)) ?? []),
  ]
  drill.kernel.breakers.forget()
  return changes.map(one => `${one.department} ${one.before}→${one.after} (${one.because})`).join(', ')
}

async function answered(drill: Drill, which: 'bad' | 'good', subject = drill.subject()): Promise<string> {
  const { outcome, reason } = await drill.ask(drill[which], subject)
  return outcome === 'advised' ? outcome : `${outcome} (${reason})`
}

async function goBad(drill: Drill): Promise<void> {
  for (let n = 0; n < 30; n++) await drill.decide(drill.good, drill.subject(), 'adopted')
  for (let n = 0; n < 30; n++) await drill.decide(drill.bad, drill.subject(), 'adopted')
  const before = await evaluate(drill)
  note(drill, 'as usual: nothing changes', { good: before === '', seen: before || 'nothing' })
  const early = drill.subject()
  const made = await drill.ask(drill.bad, early)
  for (let n = 0; n < 60; n++) await drill.decide(drill.bad, drill.subject(), 'rejected')
  const changed = await evaluate(drill)
  note(drill, 'people reject the advice for one department: it is cut off there', {
    good: changed.includes('closed→open'),
    seen: changed,
  })
  const [bad, good] = [await answered(drill, 'bad'), await answered(drill, 'good')]
  note(drill, 'no advice for that department, and it is said why', {
    good: bad.includes('breaker-open'),
    seen: bad,
  })
  note(drill, 'advice for the other department', { good: good === 'advised', seen: good })
  const reading = { subject: early, actor: drill.people.dispatcher }
  const used = await inTransaction(drill.database, tx => drill.kernel.use(tx, made.decisionId, reading)).then(
    () => 'used',
    (error: unknown) => (isCode(error, 'kernel.cut-off') ? 'kernel.cut-off' : String(error)),
  )
  note(drill, 'advice of before cannot be used', { good: used === 'kernel.cut-off', seen: used })
}

async function comeBack(drill: Drill): Promise<void> {
  const tooEarly = await evaluate(drill, new Date(Date.now() + 23 * hour))
  const cooled = await evaluate(drill, new Date(Date.now() + 25 * hour))
  note(drill, 'half-open a day later, not before', {
    good: tooEarly === '' && cooled.includes('open→half-open'),
    seen: cooled,
  })
  const shown = await answered(drill, 'bad', drill.sample())
  note(drill, 'one in five is shown again as a sample', { good: shown === 'advised', seen: shown })
  for (let n = 0; n < 30; n++) await drill.decide(drill.bad, drill.sample(), 'adopted')
  const closed = await evaluate(drill)
  note(drill, 'thirty samples that people found good bring it back', {
    good: closed.includes('half-open→closed'),
    seen: closed,
  })
}

async function fail(drill: Drill): Promise<void> {
  drill.faults.fails = true
  for (let n = 0; n < 200; n++) await drill.ask(drill.good, drill.subject())
  drill.faults.fails = false
  const opened = await evaluate(drill)
  note(drill, 'its runs fail: it is cut off in every department', {
    good: opened.includes('* closed→open (errors)'),
    seen: opened,
  })
  const seen = await answered(drill, 'good')
  note(drill, 'people go on without it', { good: seen.includes('breaker-open'), seen })
  for (let n = 0; n < 60; n++) await drill.ask(drill.good, drill.subject())
  const rested = await evaluate(drill, new Date(Date.now() + 2 * hour))
  for (let n = 0; n < 30; n++) await drill.decide(drill.good, drill.sample(), 'adopted')
  const closed = await evaluate(drill, new Date(Date.now() + 3 * hour))
  note(drill, 'it runs again: samples, and back', {
    good: rested.includes('open→half-open') && closed.includes('half-open→closed'),
    seen: [rested, closed].join(', '),
  })
}

async function byHand(drill: Drill): Promise<void> {
  const { engineer, officer } = drill.people
  const parts = partsOf(drill)
  await switchAlgorithmOff(parts, { algorithm: '*', reason: 'drill' }, engineer)
  const off = await answered(drill, 'good')
  note(drill, 'one hand switches all AI off', { good: off.includes('switched-off'), seen: off })
  const first = await switchAlgorithmOn(parts, { algorithm: '*' }, engineer)
  const alone = await switchAlgorithmOn(parts, { algorithm: '*' }, engineer).then(
    became => String(became),
    (error: unknown) => (isCode(error, 'kernel.second-person-required') ? 'refused' : String(error)),
  )
  const second = await switchAlgorithmOn(parts, { algorithm: '*' }, officer)
  const on = await answered(drill, 'good')
  note(drill, 'two different people switch it on again', {
    good: first === 'asked' && alone === 'refused' && second === 'on' && on === 'advised',
    seen: `${first}, the same person again: ${alone}, another: ${second}; ${on}`,
  })
}

async function kept(drill: Drill): Promise<void> {
  const { changes } = await readBoard(drill.database, partsOf(drill))
  note(drill, 'every change is in the history, and told to people by role', {
    good: changes.length === drill.told.length && changes.length >= 9,
    seen: `${changes.length} changes, ${drill.told.length} told; ${drill.told.map(one => one.notice).join(', ')}`,
  })
}

/** Goes through the whole chain of the breaker with injected faults. Never on a database that people work on. */
export async function runDrillSteps(door: DrillDoor, tellRoles: TellRoles): Promise<DrillStep[]> {
  const [bad, good] = [...door.matters.values()]
  const steps: DrillStep[] = []
  const told: RoleNotice[] = []
  let asked = 0
  const subject = () => `drill:${++asked}`
  const sample = () => {
    for (;;) {
      const one = subject()
      if (isSample(one)) return one
    }
  }
  if (!bad || !good) {
    const seen = `${door.matters.size} departments`
    return [{ step: 'two departments whose matters get advice', good: false, seen }]
  }
  const telling: TellRoles = async (tx, notice) => {
    await tellRoles(tx, notice)
    told.push(notice)
  }
  const drill: Drill = { ...door, bad, good, told, steps, subject, sample, tellRoles: telling }
  for (const [name, phase] of Object.entries({ goBad, comeBack, fail, byHand, kept }))
    await phase(drill).catch((error: unknown) => note(drill, name, { good: false, seen: String(error) }))
  return steps
}

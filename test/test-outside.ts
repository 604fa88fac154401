import type { TestContext } from 'node:test'
import { sql } from 'kysely'
import { verbs } from '../src/cases/action.routes.ts'
import type { CaseLoop } from '../src/cases/case-loop.ts'
import { deliverDue } from '../src/cases/inbox/deliver-due.ts'
import type { ContactChoice } from '../src/cases/inbox/outside.contract.ts'
import type { Outside } from '../src/cases/inbox/outside.ts'
import { reportByCitizen } from '../src/cases/report-by-citizen.ts'
import { testGateway } from './fixtures/gateway.ts'
import { testMailServer } from './fixtures/mail-server.ts'
import { testCases } from './test-cases.ts'

export const byMail: ContactChoice = { channel: 'email', address: 'li@mail.example', language: 'zh' }
export const bySms: ContactChoice = { channel: 'sms', address: '13800138000', language: 'zh' }

interface DeliveryFact {
  id: string
  template: string
  state: string
  tries: number
  cause: string | null
  next_try_at: Date | null
}

/** The case loop with a mail server and a gateway that are really there, and people at work. */
export async function outsideWorld(t: TestContext) {
  const base = await testCases(t)
  const mail = await testMailServer(t)
  const gateway = await testGateway(t)
  const outside: Outside = {
    mail: { url: mail.url, from: '青岚市 12345 <noreply@qinglan.example>' },
    sms: { url: gateway.url, secret: gateway.secret },
    publicUrl: 'https://12345.example',
    webhookNetworks: ['127.0.0.0/8'],
  }
  const loop: CaseLoop = { ...base.loop, outside }
  // Night is the subject of one test alone.
  await sql`update cases.message_setting set quiet_from = null, quiet_until = null`.execute(base.owner)
  const visitor = { ...(await base.person('visitor', [])), kind: 'visitor' as const, id: 'visitor' }
  const dispatcher = await base.person('dispatcher', ['dispatcher'])
  const handler = await base.person('handler', ['handler'], { departmentId: 'urban' })
  let keys = 0
  const report = (notify?: ContactChoice, reporting: CaseLoop = loop) =>
    reportByCitizen(reporting, visitor, {
      subject: '',
      detail: '路灯不亮，很黑。',
      address: null,
      longitude: null,
      latitude: null,
      regionId: null,
      reporter: { name: null, phone: null, anonymous: true },
      idempotencyKey: `a key of this test ${++keys}`,
      ...(notify ? { notify } : {}),
    })
  const dispatch = (caseId: string, version = 1) =>
    verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version, departmentId: 'urban', dutyId: 'lamp', categoryId: null },
    })
  const deliveries = async () =>
    (
      await sql<DeliveryFact>`
        select id, template, state, tries, cause, next_try_at from cases.delivery order by id`.execute(
        base.database,
      )
    ).rows
  /** As if the time of the next try had come. */
  const later = () =>
    sql`update cases.delivery set next_try_at = now(), held_until = null where next_try_at is not null`.execute(
      base.owner,
    )
  const deliver = async () => {
    await deliverDue(loop, 'email')
    await deliverDue(loop, 'sms')
  }
  return {
    ...base,
    loop,
    outside,
    mail,
    gateway,
    visitor,
    dispatcher,
    handler,
    report,
    dispatch,
    deliveries,
    later,
    deliver,
  }
}

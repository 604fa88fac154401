import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitor } from '#identity/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { actionBodies } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { reportByCitizen as citizenBody, publicRating } from './case.contract.ts'
import { rateByCode } from './rate-case.ts'
import { readCase } from './read-case.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportByCitizen } from './report-by-citizen.ts'
import { reportCase } from './report-case.ts'

/** What people paste, and how it has to come back. */
const texts: [string, string, string?][] = [
  ['emoji of several signs', '👩🏽‍🚒🔥 已到场 🏳️‍🌈'],
  ['Arabic from right to left with marks', 'تم\u200f الإصلاح\u202b abc\u202c'],
  ['zero-width characters', '已\u200b修\ufeff\u200d复'],
  ['HTML', '<img src=x onerror=alert(1)><b>已修复</b>&nbsp;&lt;'],
  ['a placeholder of the translations', '{{state}} $t(cases:title) %s'],
  ['SQL', "Robert'); DROP TABLE cases.event;--"],
  ['JSON and escapes', '{"a":"\\u0000\\"}\\n\\'],
  ['lines and tabs', '第一行\n\t第二行\r\n第三行'],
  ['rare characters beyond the first plane', '𠮷𡈽𪚥'],
  ['combining marks', 'e\u0301 가 ﷽'],
  ['U+0000 inside', 'a\u0000b', 'ab'],
  ['half of a pair', '\ud83d好', '\ufffd好'],
  ['blanks around', ' \n已修复\t ', '已修复'],
]

test('what is written in any field comes back as it was written', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })

  for (const [title, given, kept = given] of texts)
    await t.test(title, async () => {
      const { draftId: _, channel: __, nature: ___, urgency: ____, ...plain } = reportBody()
      const parsed = citizenBody.parse({
        ...plain,
        subject: given,
        detail: given,
        address: given,
        reporter: { name: given, phone: null, anonymous: false },
        idempotencyKey: crypto.randomUUID(),
      })
      const { caseId, followUpCode } = await reportByCitizen(loop, visitor, parsed)
      let version = 1
      const bodyOf = (body: object) => ({ caseId, body: { version, ...body } as never })
      const say = async (actor: typeof seat, action: keyof typeof actionBodies, body: object) => {
        const read = actionBodies[action].parse({ version, ...body })
        const verb = verbs[action] as (typeof verbs)['comment']
        version = (await verb(loop, actor, bodyOf(read))).version
      }
      const to = { departmentId: 'urban', dutyId: null, categoryId: null }
      await say(seat, 'accept', { note: given })
      await say(seat, 'comment', { note: given })
      await say(dispatcher, 'dispatch', { ...to, note: given, reason: given })
      await say(handler, 'return', { reason: given, proposedDepartmentId: null })
      await say(dispatcher, 'dispatch', to)
      await say(handler, 'handle', { note: given })
      await say(handler, 'reply', { reply: given })
      await say(dispatcher, 'send-back', { reason: given })
      await say(handler, 'reply', { reply: given })
      await say(dispatcher, 'close', { note: given })
      const rating = publicRating.parse({ score: 5, resolved: true, note: given })
      await rateByCode(loop, visitor, { ...rating, followUpCode })
      const detail = await readCase(loop, seat, caseId)
      assert.deepEqual(
        [detail.subject, detail.detail, detail.address, detail.reporter?.name],
        [kept, kept, kept, kept],
      )
      const said = detail.timeline.filter(event => event.text !== null)
      assert.deepEqual(
        said.map(event => [event.type, event.text]),
        [
          ['accepted', kept],
          ['commented', kept],
          ['dispatched', kept],
          ['returned', kept],
          ['handling-started', kept],
          ['replied', kept],
          ['sent-back', kept],
          ['replied', kept],
          ['closed', kept],
          ['rated', kept],
        ],
      )
      assert.equal(detail.timeline.find(event => event.type === 'dispatched')!.details.reason, kept)
      assert.equal((await readPublicStatus(loop, followUpCode)).reply, kept)
    })

  await t.test(
    'the legal basis of a refusal and the note of a handover come back, also to the public',
    async () => {
      const declined = await reportCase(loop, seat, reportBody())
      const basis = '《信访工作条例》第<十>条 🔖'
      await verbs.decline(loop, seat, {
        caseId: declined.caseId,
        body: { version: 1, reason: '不属<职权>', legalBasis: basis },
      })
      assert.equal((await readPublicStatus(loop, declined.followUpCode)).reply, `不属<职权>\n${basis}`)
    },
  )

  const required = [
    'answer',
    'decline',
    'hand-over',
    'return',
    'reply',
    'send-back',
    'reopen',
    'comment',
  ] as const
  for (const action of required)
    await t.test(`${action}: words are asked for, and blanks are none`, () => {
      const shape = {
        version: 1,
        categoryId: null,
        service: '110',
        proposedDepartmentId: null,
        legalBasis: '依据',
      }
      const said = (text: unknown) => ({ ...shape, reply: text, reason: text, note: text })
      assert.equal(actionBodies[action].safeParse(said('好')).success, true)
      for (const text of ['', '   ', '\u0000', '\n\t', undefined, null, 5, 'x'.repeat(5001)])
        assert.equal(actionBodies[action].safeParse(said(text)).success, false, JSON.stringify(text))
    })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, visitor } from '#identity/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { rateByCode } from './rate-case.ts'
import { readCase } from './read-case.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportByCitizen } from './report-by-citizen.ts'
import { reportCase } from './report-case.ts'

test('somebody follows a matter by its code', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const urban = await person('urban', ['handler'], { departmentId: 'urban' })
  const police = await person('police', ['handler'], { departmentId: 'police' })
  const report = () => reportCase(loop, seat, reportBody())
  const run = async (caseId: string, steps: [keyof typeof verbs, Actor, object][]) => {
    let { version } = await readCase(loop, seat, caseId)
    for (const [action, actor, body] of steps)
      version = (
        await (verbs[action] as (typeof verbs)['comment'])(loop, actor, {
          caseId,
          body: { version, ...body } as never,
        })
      ).version
  }
  const to = (departmentId: string) => ({ departmentId, dutyId: 'lamp', categoryId: null })
  const resolve = (reply = '已修复'): [keyof typeof verbs, Actor, object][] => [
    ['dispatch', dispatcher, to('urban')],
    ['handle', urban, {}],
    ['reply', urban, { reply }],
    ['close', dispatcher, {}],
  ]

  await t.test('the code works as people read it aloud, write it down and type it', async () => {
    const { followUpCode, code } = await report()
    const plain = followUpCode.replaceAll('-', '')
    const ways = [
      followUpCode.toLowerCase(),
      plain,
      ` ${followUpCode} `,
      followUpCode.replaceAll('-', ' '),
      followUpCode.replaceAll('-', '\u00a0'),
      [...plain].map(letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''),
      plain.replaceAll('0', 'O').replaceAll('1', 'l'),
    ]
    for (const way of ways) assert.equal((await readPublicStatus(loop, way)).code, code, way)
  })

  await t.test(
    'a code that is wrong in one letter, cut, long or empty opens nothing and says nothing',
    async () => {
      const { followUpCode, code } = await report()
      const last = followUpCode.at(-1) === '7' ? '8' : '7'
      const wrong = [
        followUpCode.slice(0, -1) + last,
        followUpCode.slice(0, -1),
        `${followUpCode}7`,
        '',
        code,
        '%',
        '----',
      ]
      for (const typed of wrong) {
        await assert.rejects(readPublicStatus(loop, typed), { code: 'base.not-found' }, typed)
        const rating = { followUpCode: typed, score: 5, resolved: true }
        await assert.rejects(rateByCode(loop, visitor, rating), { code: 'base.not-found' }, typed)
      }
    },
  )

  await t.test('no name, no note and no department’s quarrel is in what the public sees', async () => {
    const { caseId, followUpCode } = await report()
    await run(caseId, [
      ['comment', seat, { note: '秘密甲' }],
      ['dispatch', dispatcher, { ...to('police'), note: '秘密乙', reason: '秘密丙' }],
      ['return', police, { reason: '秘密丁', proposedDepartmentId: 'urban' }],
      ['dispatch', dispatcher, to('urban')],
      ['handle', urban, { note: '秘密戊' }],
      ['reply', urban, { reply: '第一次答复' }],
      ['send-back', dispatcher, { reason: '秘密己' }],
    ])
    const shown = JSON.stringify(await readPublicStatus(loop, followUpCode))
    for (const secret of [
      '秘密',
      '第一次',
      '王小明',
      '138',
      '路灯',
      '幸福路',
      'police',
      urban.id,
      'dispatcher',
      caseId,
    ])
      assert.ok(!shown.includes(secret), secret)
  })

  await t.test('a reply is shown while it stands, and no longer', async () => {
    const { caseId, followUpCode } = await report()
    const reply = async () => (await readPublicStatus(loop, followUpCode)).reply
    await run(caseId, resolve('甲').slice(0, 3))
    assert.equal(await reply(), '甲')
    await run(caseId, [['send-back', dispatcher, { reason: '重办' }]])
    assert.equal(await reply(), null)
    await run(caseId, [
      ['reply', urban, { reply: '乙' }],
      ['close', dispatcher, {}],
    ])
    assert.equal(await reply(), '乙')
    await run(caseId, [['reopen', dispatcher, { reason: '回访不满意' }]])
    assert.equal(await reply(), null)
    await run(caseId, [['answer', seat, { reply: '丙', categoryId: null }]])
    assert.equal(await reply(), '丙')
  })

  await t.test(
    'rated once; reopened it may be rated again for the new work, and both ratings are kept',
    async () => {
      const { caseId, followUpCode } = await report()
      const rate = (score: number) => rateByCode(loop, visitor, { followUpCode, score, resolved: score > 2 })
      await run(caseId, resolve())
      await rate(1)
      await assert.rejects(rate(5), { code: 'cases.not-allowed-now' })
      await run(caseId, [['reopen', dispatcher, { reason: '不满意' }]])
      await assert.rejects(rate(5), { code: 'cases.not-allowed-now' })
      assert.equal((await readPublicStatus(loop, followUpCode)).rating, null)
      await run(caseId, resolve('真的修好了'))
      await rate(5)
      const { timeline, rating } = await readCase(loop, seat, caseId)
      assert.equal(rating, 5)
      assert.deepEqual(
        timeline.filter(event => event.type === 'rated').map(event => event.details.score),
        [1, 5],
      )
      assert.equal(timeline.find(event => event.type === 'reopened')!.details.rating, 1)
    },
  )

  await t.test('what was not handled here is not rated, by nobody', async () => {
    const declined = await report()
    await run(declined.caseId, [['decline', seat, { reason: '不属职权', legalBasis: '《条例》' }]])
    const handed = await report()
    await run(handed.caseId, [['hand-over', seat, { service: '119', note: '明火' }]])
    for (const { caseId, followUpCode } of [declined, handed]) {
      assert.equal((await readPublicStatus(loop, followUpCode)).canRate, false)
      const rating = { score: 5, resolved: true }
      await assert.rejects(rateByCode(loop, visitor, { followUpCode, ...rating }), {
        code: 'cases.not-allowed-now',
      })
      const act = verbs.rate(loop, seat, { caseId, body: { version: 2, ...rating } })
      await assert.rejects(act, { code: 'cases.not-allowed-now' })
    }
  })

  await t.test('the code of one case rates that case alone', async () => {
    const [one, two] = [await report(), await report()]
    for (const { caseId } of [one, two]) await run(caseId, resolve())
    await rateByCode(loop, visitor, { followUpCode: one.followUpCode, score: 2, resolved: false })
    assert.equal((await readPublicStatus(loop, two.followUpCode)).rating, null)
    assert.equal((await readPublicStatus(loop, two.followUpCode)).canRate, true)
  })

  await t.test('who reports without a name leaves none, on the case and on its timeline', async () => {
    const { draftId: _, channel: __, nature: ___, urgency: ____, ...matter } = reportBody()
    const reporter = { name: null, phone: null, anonymous: true }
    const made = await reportByCitizen(loop, visitor, {
      ...matter,
      reporter,
      idempotencyKey: 'hidden-name-1',
    })
    const detail = await readCase(loop, seat, made.caseId)
    assert.deepEqual(detail.reporter, reporter)
    assert.deepEqual([detail.timeline[0]!.actorName, detail.timeline[0]!.actorId], ['', 'visitor'])
  })

  await t.test('a department and its dispatcher cannot praise themselves by the code', async () => {
    const { caseId } = await report()
    await run(caseId, resolve())
    for (const actor of [urban, dispatcher]) {
      assert.equal((await readCase(loop, actor, caseId)).followUpCode, null, actor.account)
      const act = verbs.rate(loop, actor, { caseId, body: { version: 5, score: 5, resolved: true } })
      await assert.rejects(act, { code: 'cases.not-permitted' })
    }
  })

  await t.test(
    'ping-pong between departments is told whole, and the case is always somebody’s or nobody’s',
    async () => {
      const { caseId } = await report()
      const hops = [urban, police, urban, police, urban]
      for (const [hop, handler] of hops.entries()) {
        const own = handler === urban ? 'urban' : 'police'
        // Three times is a quarrel: from then on whoever sends it again says why.
        const why = hop < 3 ? {} : { reason: `第${hop + 1}次派单，已与双方商定` }
        if (hop >= 3)
          await assert.rejects(run(caseId, [['dispatch', dispatcher, to(own)]]), {
            code: 'cases.contested-needs-reason',
          })
        await run(caseId, [['dispatch', dispatcher, { ...to(own), ...why }]])
        const other = handler === urban ? police : urban
        await assert.rejects(
          readCase(loop, other, caseId),
          { code: 'base.not-found' },
          'the other sees nothing',
        )
        const proposedDepartmentId = handler === urban ? 'police' : 'urban'
        await run(caseId, [
          ['return', handler, { reason: `退给${proposedDepartmentId}`, proposedDepartmentId }],
        ])
        await assert.rejects(
          readCase(loop, handler, caseId),
          { code: 'base.not-found' },
          'gone with the return',
        )
      }
      const { timeline, departmentId, dueAt } = await readCase(loop, dispatcher, caseId)
      assert.deepEqual([departmentId, dueAt], [null, null])
      const returned = timeline.filter(event => event.type === 'returned')
      assert.deepEqual(
        returned.map(event => event.details.returnedBy),
        ['urban', 'police', 'urban', 'police', 'urban'],
      )
      const sent = timeline.filter(event => event.type === 'dispatched')
      assert.deepEqual(new Set(sent.map(event => event.details.previousDepartmentId)), new Set([null]))
    },
  )
})

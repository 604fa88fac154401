import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z } from 'zod'
import {
  askCoHostBody,
  linkParentBody,
  meetingBody,
  taskReasonBody,
  taskReplyBody,
  unlinkParentBody,
} from '../joint.contract.ts'
import {
  type ActValues,
  actBody,
  combinedReply,
  emptyAct,
  type JointForm,
  jointForms,
  missingIn,
} from './act-form.rules.ts'

const contracts: Record<JointForm, z.ZodObject> = {
  ask: askCoHostBody,
  reply: taskReplyBody,
  decline: taskReasonBody,
  withdraw: taskReasonBody,
  parent: linkParentBody,
  unlink: unlinkParentBody,
  meeting: meetingBody,
}
const filled: Record<string, string | number | string[]> = {
  paragraph: '一段话',
  line: '三楼会议室',
  department: 'police',
  departments: ['police', 'urban'],
  workdays: 3,
  moment: '2026-11-20T14:30',
  'case-code': '20261122-7F3K-2QXM',
}

for (const [form, contract] of Object.entries(contracts) as [JointForm, z.ZodObject][])
  test(`the form of ${form} is what its contract takes, whole and with needed fields only`, () => {
    const fields = jointForms[form]
    assert.deepEqual(fields.map(field => field.name).sort(), Object.keys(contract.shape).sort())
    const all: ActValues = {}
    const some = emptyAct(fields)
    for (const { name, kind, needed } of fields) {
      all[name] = filled[kind]!
      if (needed) some[name] = filled[kind]!
    }
    for (const values of [all, some]) {
      assert.deepEqual(missingIn(fields, values), [])
      const read = contract.safeParse(actBody(fields, values))
      assert.ok(read.success, JSON.stringify(read.error?.issues))
    }
    assert.deepEqual(
      missingIn(fields, emptyAct(fields)),
      fields.filter(field => field.needed).map(field => field.name),
    )
  })

test('a form begins empty, each field in its own way', () => {
  assert.deepEqual(emptyAct(jointForms.ask), { departmentId: null, asked: '', workdays: null })
  assert.deepEqual(emptyAct(jointForms.meeting).departmentIds, [])
  const kinds = ['category', 'years', 'yes-no', 'clearable'] as const
  const fields = kinds.map(kind => ({ name: kind, kind, needed: false }))
  assert.deepEqual(emptyAct(fields), { category: null, years: null, 'yes-no': null, clearable: '' })
  assert.deepEqual(actBody(fields, emptyAct(fields)), { category: null, 'yes-no': false, clearable: '' })
})

test('what cannot be seen is empty; a moment is told with its time zone', () => {
  assert.deepEqual(missingIn(jointForms.reply, { reply: ' \u200b' }), ['reply'])
  const body = actBody(jointForms.meeting, { heldAt: '2026-11-20T14:30', tasks: '  ' })
  assert.deepEqual(body, { heldAt: new Date(2026, 10, 20, 14, 30).toISOString() })
})

test('one reply with a section for each, the own one still to be written', () => {
  assert.equal(combinedReply('城管局', []), '')
  assert.equal(
    combinedReply('城管局', [
      { department: '公安局', said: '已查。' },
      { department: '水务局', said: '已修。' },
    ]),
    '【城管局】\n\n\n【公安局】\n已查。\n\n【水务局】\n已修。',
  )
})

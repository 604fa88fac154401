import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type HeldOrder, reconcile } from './reconcile.rules.ts'

const span = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }
const at = new Date('2026-12-01T08:00:00Z')
const held = (orderId: string, state: HeldOrder['state'], inSpan = true): HeldOrder => ({
  orderId,
  caseCode: `code-${orderId}`,
  state,
  inSpan,
})

test('what is missing on either side and what stands otherwise is told, with exact counts', () => {
  const report = reconcile(
    {
      ...span,
      orders: [
        { orderId: 'same', state: 'closed' },
        { orderId: 'behind', state: 'reported' },
        { orderId: 'lost', state: 'reported' },
        { orderId: 'unsure', state: 'unknown' },
        { orderId: 'edge', state: 'handling' },
        { orderId: 'same', state: 'closed' },
      ],
    },
    [
      held('same', 'closed'),
      held('behind', 'handling'),
      held('unsure', 'accepted'),
      held('edge', 'handling', false),
      held('extra', 'reported'),
      held('old', 'closed', false),
    ],
    at,
  )
  assert.deepEqual(report, {
    ...span,
    madeAt: at.toISOString(),
    counts: { sent: 5, held: 4, matching: 3, missingHere: 1, missingThere: 1, differing: 1 },
    states: { reported: 1, accepted: 1, dispatched: 0, handling: 1, verifying: 0, closed: 1 },
    missingHere: ['lost'],
    missingThere: [{ orderId: 'extra', caseCode: 'code-extra' }],
    differing: [{ orderId: 'behind', caseCode: 'code-behind', theirs: 'reported', ours: 'handling' }],
  })
})

test('a list ends somewhere, a count does not', () => {
  const orders = Array.from({ length: 1500 }, (_, at) => ({ orderId: `o${at}`, state: 'reported' as const }))
  const report = reconcile({ ...span, orders }, [], at)
  assert.deepEqual([report.missingHere.length, report.counts.missingHere], [1000, 1500])
})

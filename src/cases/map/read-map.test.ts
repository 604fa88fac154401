import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellToChildren, cellToLatLng, cellToParent, getResolution, latLngToCell } from 'h3-js'
import { sql } from 'kysely'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { listCases } from '../list-cases.ts'
import { mapQuery } from '../map.contract.ts'
import { reportCase } from '../report-case.ts'
import { readMap } from './read-map.ts'

const part = { west: '112.9', south: '29.9', east: '113.2', north: '30.2', zoom: '15' }

test('the map adds up what the list shows, by hexagon, in scope, and never tells a point', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const report = (longitude: number, latitude: number) =>
    reportCase(loop, seat, reportBody({ longitude, latitude, regionId: null }))
  const one = await report(113.005, 30.005)
  const two = await report(113.005, 30.00501)
  await report(113.05, 30.05)
  await reportCase(loop, seat, reportBody())
  const read = async (actor = seat, more: object = {}) =>
    await readMap(loop, actor, mapQuery.parse({ ...part, ...more }))
  const all = await read()
  assert.deepEqual([all.count, all.more], [3, false])
  assert.deepEqual(all.cells.map(cell => cell.count).toSorted(), [1, 2])
  for (const cell of all.cells) {
    assert.equal(getResolution(cell.cell), 9)
    assert.deepEqual(cell.ring[0], cell.ring.at(-1))
    assert.ok(!JSON.stringify(cell).includes('30.005,'))
  }
  await verbs.dispatch(loop, seat, {
    caseId: one.caseId,
    body: { version: 1, departmentId: 'urban', dutyId: null, categoryId: null },
  })
  await verbs.merge(loop, seat, { caseId: two.caseId, body: { version: 1, into: one.caseId } })
  assert.equal((await read()).count, 2)
  assert.equal((await read(seat, { state: 'dispatched' })).count, 1)
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  assert.equal((await read(handler)).count, 1)
  assert.equal((await read(await person('citizen', ['citizen']))).count, 0)
  assert.equal((await read(seat, { west: '113.045', east: '113.06' })).count, 1)
  const analyst = await person('analyst', ['analyst'])
  assert.ok((await read(analyst)).cells.every(cell => getResolution(cell.cell) === 8))
  await verbs.answer(loop, seat, {
    caseId: (await report(113.06, 30.06)).caseId,
    body: { version: 1, reply: '已答复', categoryId: null },
  })
  assert.equal((await read()).count, 2, 'without a filter the open ones')
  assert.equal((await read(seat, { state: 'closed' })).count, 1)
})

test('an area that was drawn filters the list: by its corners for who may know places, by its cells for others', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const inside = await reportCase(loop, seat, reportBody({ longitude: 113.0051, latitude: 30.0051 }))
  // In a cell that the area touches, but outside of the area.
  const beside = await reportCase(loop, seat, reportBody({ longitude: 113.0049, latitude: 30.0049 }))
  await reportCase(loop, seat, reportBody({ longitude: 113.09, latitude: 30.09 }))
  const area = '113.005,30.005;113.02,30.005;113.02,30.02;113.005,30.02'
  const codes = async (actor = seat, wanted = area) =>
    (await listCases(loop, actor, { limit: 50, area: wanted })).items.map(item => item.code).toSorted()
  assert.deepEqual(await codes(), [inside.code])
  assert.deepEqual(await codes(await person('analyst', ['analyst'])), [inside.code, beside.code].toSorted())
  await assert.rejects(codes(seat, '1,2;3'), { code: 'base.invalid-input' })
  await assert.rejects(codes(seat, '110,28;114,28;114,32'), { code: 'cases.area-too-large' })
})

test('who may not know places learns no smaller place by drawing it or by coming near; whose cases is asked too', async t => {
  const { loop, person, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const analyst = await person('analyst', ['analyst'])
  const cell = latLngToCell(30.005, 113.005, 9)
  for (const one of cellToChildren(cellToParent(cell, 8), 9)) {
    const [latitude, longitude] = cellToLatLng(one)
    await reportCase(loop, seat, reportBody({ longitude, latitude, regionId: null }))
  }
  const [latitude, longitude] = cellToLatLng(cell)
  const d = 0.0001
  const corners = [
    [longitude - d, latitude - d],
    [longitude + d, latitude - d],
    [longitude, latitude + d],
  ]
  const area = corners.map(pair => pair.map(degree => degree.toFixed(6)).join(',')).join(';')
  const read = (actor: typeof seat, more: object) =>
    readMap(loop, actor, mapQuery.parse({ ...part, ...more }))
  const counted = async (actor: typeof seat, more: object) => (await read(actor, more)).count
  assert.deepEqual([await counted(seat, { area }), await counted(analyst, { area })], [1, 7])
  assert.equal((await listCases(loop, analyst, { limit: 50, area })).count.value, 7)
  const reported = { state: 'reported' }
  assert.deepEqual([await counted(seat, reported), await counted(analyst, reported)], [7, 7])
  const [center] = (await read(analyst, reported)).cells
  const box = {
    west: String(center!.longitude - d),
    south: String(center!.latitude - d),
    east: String(center!.longitude + d),
    north: String(center!.latitude + d),
  }
  assert.deepEqual(
    (await read(analyst, { ...box, ...reported })).cells.map(one => one.count),
    [7],
  )
  assert.equal(await counted(seat, { assigned: 'me' }), 0)
  await sql`update cases.case_record set assignee_id = ${seat.id} where cell = ${cell}`.execute(owner)
  assert.deepEqual(
    [await counted(seat, { assigned: 'me' }), await counted(analyst, { assigned: 'me' })],
    [1, 0],
  )
})

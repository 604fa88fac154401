import { inTransaction, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { type AdmittedPartner, admitPartner } from './admit-partner.ts'
import {
  notedOrder,
  orderBody,
  orderKey,
  orderNote,
  orderStatus,
  type ReconciliationBody,
  reconciliation,
  reconciliationBody,
  reconciliationList,
  takenOrder,
} from './exchange.contract.ts'
import { insertReconciliation, selectHeld, selectReconciliations } from './order.store.ts'
import { readOrder } from './read-order.ts'
import { reconcile } from './reconcile.rules.ts'
import { takeNote } from './take-note.ts'
import { takeOrder } from './take-order.ts'

/** The limit of the key is the one that counts. */
const perMinute = 60_000
const reconciliationBytes = 4 << 20

async function reconcileWith(loop: CaseLoop, partner: AdmittedPartner, sent: ReconciliationBody) {
  const { from, to, orders } = sent
  const orderIds = orders.map(one => one.orderId)
  const held = await selectHeld(loop.database, { partnerId: partner.id, from, to, orderIds })
  const report = reconcile(sent, held, new Date())
  await inTransaction(loop.database, async tx => {
    await insertReconciliation(tx, partner.id, report)
    const body = { ...report.counts, from, to }
    await append(tx, [{ kind: 'exchange.reconciled', subject: `partner:${partner.id}`, body }])
  })
  return report
}

/** Exchange of orders with a higher-level 12345 platform; docs/exchange.md describes it. */
export function exchangeRoutes(loop: CaseLoop): Route<Actor>[] {
  const { database } = loop
  const shared = { access: 'own-key', callsPerMinute: perMinute } as const
  const admit = async (header: (name: string) => string | undefined) =>
    await admitPartner(database, { key: header('x-api-key'), right: 'exchange' })
  return [
    route({
      ...shared,
      method: 'POST',
      path: '/exchange/v1/orders',
      summary: 'Exchange: hands an order over; the same order once more is the same case.',
      body: orderBody,
      response: takenOrder,
      handle: async ({ body, header }) => {
        const partner = await admit(header)
        const { orderId, repeated } = await takeOrder(loop, partner, body)
        const { caseCode, state } = await readOrder(loop, partner, orderId)
        return { orderId, caseCode, state, repeated }
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/exchange/v1/orders/:orderId',
      summary: 'Exchange: how an order stands, with the reply once it is closed.',
      params: orderKey,
      response: orderStatus,
      handle: async ({ params, header }) => await readOrder(loop, await admit(header), params.orderId),
    }),
    route({
      ...shared,
      method: 'POST',
      path: '/exchange/v1/orders/:orderId/notes',
      summary: 'Exchange: adds words to an order; the same note once more is the same note.',
      params: orderKey,
      body: orderNote,
      response: notedOrder,
      handle: async ({ params, body, header }) => {
        await takeNote(loop, await admit(header), { ...params, ...body })
        return { noteId: body.noteId }
      },
    }),
    route({
      ...shared,
      method: 'POST',
      path: '/exchange/v1/reconciliation',
      summary: 'Exchange: holds what the platform sent against what is here.',
      limit: reconciliationBytes,
      body: reconciliationBody,
      response: reconciliation,
      handle: async ({ body, header }) => await reconcileWith(loop, await admit(header), body),
    }),
    route({
      method: 'GET',
      path: '/api/partners/reconciliations',
      access: { action: 'partners:edit' },
      summary: 'The last reconciliation with each platform.',
      response: reconciliationList,
      handle: async () => ({ reconciliations: await selectReconciliations(database) }),
    }),
  ]
}

import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { admitPartner } from '../exchange/admit-partner.ts'
import { discovery } from './discovery.ts'
import { anyQuery, type Form, form, itemPath, listPath, requestQuery } from './georeport.contract.ts'
import { checkJurisdiction } from './jurisdiction.ts'
import { listRequests, readRequest } from './list-requests.ts'
import { listServices, readService } from './list-services.ts'
import { listUpdates } from './list-updates.ts'
import { postUpdate } from './post-update.ts'
import { readFile, render, renderFailure } from './render.ts'
import { submitRequest } from './submit-request.ts'

// Anybody behind one address; who has a key has its own limit.
const looksPerMinute = 120
/** The limit of the key is the one that counts; several systems may come through one address. */
const sentPerMinute = 6000

const textOf = (form: Form, name: string) => [form[name]].flat()[0]

/** Open311 GeoReport v2 with the extension `servicerequestupdates`. */
export function open311Routes(loop: CaseLoop): Route<Actor>[] {
  const { database } = loop
  const shared = { access: 'public', response: 'document', failure: renderFailure } as const
  const inCity = async (jurisdiction: string | undefined) =>
    checkJurisdiction(await loop.city.snapshot(), jurisdiction)
  // A key is not needed to look; one that is given has to be good.
  const partnerOf = async (key: string | undefined) =>
    key ? (await admitPartner(database, { key, right: null })).id : null
  return [
    route({
      ...shared,
      method: 'GET',
      path: '/open311/discovery.:format',
      summary: 'Open311 service discovery.',
      callsPerMinute: looksPerMinute,
      params: listPath,
      handle: async ({ params, origin }) => render(params.format, 'discovery', discovery(origin)),
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/open311/v2/services.:format',
      summary: 'Open311: services, which are the lowest categories.',
      callsPerMinute: looksPerMinute,
      params: listPath,
      query: anyQuery,
      handle: async ({ params, query }) => {
        await inCity(query.jurisdiction_id)
        return render(params.format, 'services', await listServices(loop))
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/open311/v2/services/:file',
      summary: 'Open311: what a service asks for.',
      callsPerMinute: looksPerMinute * 5,
      params: itemPath,
      query: anyQuery,
      handle: async ({ params, query }) => {
        await inCity(query.jurisdiction_id)
        const { id, format } = readFile(params.file)
        return render(format, 'service_definition', await readService(loop, id))
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/open311/v2/requests.:format',
      summary: 'Open311: service requests, without anything personal unless the key brought them in.',
      callsPerMinute: looksPerMinute,
      params: listPath,
      query: requestQuery,
      handle: async ({ params, query, language, header, origin }) => {
        await inCity(query.jurisdiction_id)
        const partnerId = await partnerOf(query.api_key || header('x-api-key'))
        const found = await listRequests(loop, query, { partnerId, language, origin })
        return render(params.format, 'service_requests', found)
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/open311/v2/requests/:file',
      summary: 'Open311: one service request.',
      callsPerMinute: looksPerMinute,
      params: itemPath,
      query: anyQuery,
      handle: async ({ params, query, language, header, origin }) => {
        await inCity(query.jurisdiction_id)
        const { id, format } = readFile(params.file)
        const partnerId = await partnerOf(query.api_key || header('x-api-key'))
        const found = await readRequest(loop, id, { partnerId, language, origin })
        return render(format, 'service_requests', [found])
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/open311/v2/tokens/:file',
      summary: 'Open311: the id of a request by its token; both are the same here.',
      callsPerMinute: looksPerMinute,
      params: itemPath,
      query: anyQuery,
      handle: async ({ params, query, language, origin }) => {
        await inCity(query.jurisdiction_id)
        const { id, format } = readFile(params.file)
        await readRequest(loop, id, { partnerId: null, language, origin })
        return render(format, 'service_requests', [{ service_request_id: id, token: id }])
      },
    }),
    route({
      ...shared,
      access: 'own-key',
      method: 'POST',
      path: '/open311/v2/requests.:format',
      summary: 'Open311: report a matter; needs a key.',
      callsPerMinute: sentPerMinute,
      params: listPath,
      accepts: 'form',
      body: form,
      handle: async ({ params, body, header }) => {
        const key = textOf(body, 'api_key') || header('x-api-key')
        const partner = await admitPartner(database, { key, right: 'report' })
        await inCity(textOf(body, 'jurisdiction_id'))
        const idempotencyKey = header('idempotency-key')
        const { code } = await submitRequest(loop, partner, { form: body, idempotencyKey })
        const made = { service_request_id: code, service_notice: null, account_id: null }
        return render(params.format, 'service_requests', [made])
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/open311/v2/servicerequestupdates.:format',
      summary: 'Open311: what happened to service requests.',
      callsPerMinute: looksPerMinute,
      params: listPath,
      query: requestQuery,
      handle: async ({ params, query, language, header, origin }) => {
        await inCity(query.jurisdiction_id)
        const partnerId = await partnerOf(query.api_key || header('x-api-key'))
        const found = await listUpdates(loop, query, { partnerId, language, origin })
        return render(params.format, 'service_request_updates', found)
      },
    }),
    route({
      ...shared,
      access: 'own-key',
      method: 'POST',
      path: '/open311/v2/servicerequestupdates.:format',
      summary: 'Open311: add words to a request one brought in; needs a key.',
      callsPerMinute: sentPerMinute,
      params: listPath,
      accepts: 'form',
      body: form,
      handle: async ({ params, body, header }) => {
        const key = textOf(body, 'api_key') || header('x-api-key')
        const partner = await admitPartner(database, { key, right: 'update' })
        await inCity(textOf(body, 'jurisdiction_id'))
        const update_id = await postUpdate(loop, partner, body)
        return render(params.format, 'service_request_updates', [{ update_id }])
      },
    }),
  ]
}

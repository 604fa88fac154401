import { Readable } from 'node:stream'
import { z } from 'zod'
import { type Database, level, type Route, routesFor } from '#base/index.ts'
import {
  consistencyProof,
  consistencyQuery,
  inclusionProof,
  inclusionQuery,
  logHealth,
  logKey,
} from './ledger.contract.ts'
import { readLogHealth, readLogKeys } from './log/read-health.ts'
import { readEntryTile, readTile } from './log/read-tile.ts'
import { newestHead, placeOfEntry, proveConsistency, proveInclusion } from './prove/prove-entry.ts'

const day = 86_400
const texts = (hashes: readonly Buffer[]) => hashes.map(one => one.toString('base64'))
const bytes = (body: Buffer, isWhole: boolean) => ({
  document: true as const,
  contentType: 'application/octet-stream',
  body: Readable.from([body]),
  // A full tile never changes; an unfinished one is asked for by another name once it has grown.
  ...(isWhole ? { cacheSeconds: 365 * day } : {}),
})
const isWhole = (path: string) => !path.includes('.p/')
const rest = z.object({ '*': level('L1', z.string().max(200)) })

/**
 * Routes of the log. Heads, tiles and proofs hold hashes alone and are anybody's: a witness in another department needs no
 * account here. Entries name subjects and people, and are for those who audit.
 */
export function ledgerRoutes<Caller>({ database }: { database: Database }): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'GET',
      path: '/ledger/checkpoint',
      access: 'public',
      summary: 'The newest signed head of the log (C2SP tlog-checkpoint).',
      response: 'document',
      handle: async () => ({
        document: true,
        contentType: 'text/plain; charset=utf-8',
        body: (await newestHead(database)).note,
      }),
    }),
    route({
      method: 'GET',
      path: '/ledger/tile/entries/*',
      access: { action: 'ledger:read' },
      summary: 'The entries of a tile (C2SP tlog-tiles).',
      params: rest,
      response: 'document',
      handle: async ({ params }) => bytes(await readEntryTile(database, params['*']), false),
    }),
    route({
      method: 'GET',
      path: '/ledger/tile/:level/*',
      access: 'public',
      summary: 'Hashes of the tree (C2SP tlog-tiles).',
      params: rest.extend({ level: level('L1', z.coerce.number().int()) }),
      response: 'document',
      handle: async ({ params }) =>
        bytes(await readTile(database, params.level, params['*']), isWhole(params['*'])),
    }),
    route({
      method: 'GET',
      path: '/api/ledger/inclusion',
      access: 'public',
      summary: 'Proves that a leaf is in the log at a size, the newest unless given.',
      query: inclusionQuery,
      response: inclusionProof,
      handle: async ({ query }) => {
        const { index, size, root, proof } = await proveInclusion(database, query)
        return { index, size, root: root.toString('base64'), proof: texts(proof) }
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/consistency',
      access: 'public',
      summary: 'Proves that the log only grew from one size to another, the newest unless given.',
      query: consistencyQuery,
      response: consistencyProof,
      handle: async ({ query }) => {
        const { older, newer, proof } = await proveConsistency(database, query)
        return { older, newer, proof: texts(proof) }
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/keys',
      access: 'public',
      summary: 'The keys that sign, and signed, the heads of the log.',
      response: z.object({ items: z.array(logKey) }),
      handle: async () => ({ items: await readLogKeys(database) }),
    }),
    route({
      method: 'GET',
      path: '/api/ledger/entries/:entryId/inclusion',
      access: { action: 'ledger:read' },
      summary: 'Proves that an entry is in the log at its newest size.',
      params: z.object({ entryId: level('L2', z.uuid()) }),
      response: inclusionProof,
      handle: async ({ params }) => {
        const index = await placeOfEntry(database, params.entryId)
        const { size, root, proof } = await proveInclusion(database, { index })
        return { index, size, root: root.toString('base64'), proof: texts(proof) }
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/checkpoint',
      access: 'public',
      summary: 'The newest signed head of the log as a file, to be kept elsewhere.',
      response: 'file',
      handle: async () => {
        const { size, note } = await newestHead(database)
        return {
          download: true,
          name: `ledger-${size}.checkpoint`,
          contentType: 'text/plain; charset=utf-8',
          body: note,
        }
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/health',
      access: { action: 'ledger:read' },
      summary: 'How the log stands: its newest head, what waits, its keys.',
      response: logHealth,
      handle: async () => await readLogHealth(database),
    }),
  ]
}

import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { approveEntry } from './approve-entry.ts'
import { atrsRecord } from './atrs.rules.ts'
import { beginStage } from './begin-stage.ts'
import { dutchRecord } from './dutch.rules.ts'
import { endRegistration } from './end-registration.ts'
import { exportFiling } from './export-filing.ts'
import { readPublished, readRecord, readRegister, readRegisterDetail } from './read-register.ts'
import { recordFiling } from './record-filing.ts'
import {
  approveBody,
  endBody,
  filingBody,
  publicRecord,
  publicRegister,
  registerDetail,
  saveDraftBody,
  stageBody,
} from './register.contract.ts'
import type { RegisterParts } from './register-parts.ts'
import { saveDraft } from './save-draft.ts'

const params = z.object({ algorithm: level('L1', z.string().min(1).max(100)) })
const record = level('L1', z.record(z.string(), z.unknown()))

function publicRoutes(parts: RegisterParts): Route<Actor>[] {
  const { database } = parts
  return [
    route({
      method: 'GET',
      path: '/api/register',
      access: 'public',
      summary:
        'The public register: what algorithms are for, who answers, where they work, what came of them.',
      response: publicRegister,
      handle: async () => await readRegister(database, parts),
    }),
    route({
      method: 'GET',
      path: '/api/register/:algorithm',
      access: 'public',
      summary: 'One algorithm of the public register.',
      params,
      response: publicRecord,
      handle: async ({ params }) => await readRecord(database, parts, params.algorithm),
    }),
    route({
      method: 'GET',
      path: '/api/register/:algorithm/atrs',
      access: 'public',
      summary:
        'The entry in the fields of the Algorithmic Transparency Recording Standard v3; empty ones empty.',
      params,
      response: record,
      handle: async ({ params }) => atrsRecord(await readPublished(database, parts, params.algorithm)),
    }),
    route({
      method: 'GET',
      path: '/api/register/:algorithm/algoritmeregister',
      access: 'public',
      summary: 'The entry in the fields of the Dutch Algoritmeregister; empty ones empty.',
      params,
      response: record,
      handle: async ({ params }) => dutchRecord(await readPublished(database, parts, params.algorithm)),
    }),
  ]
}

/** Routes of the register: what everybody reads, and what its keepers do. */
export function registerRoutes(parts: RegisterParts): Route<Actor>[] {
  const { database } = parts
  const detail = async (algorithm: string) => await readRegisterDetail(database, parts, algorithm)
  const write = { action: 'register:write' as const }
  const approve = { action: 'register:approve' as const }
  return [
    ...publicRoutes(parts),
    route({
      method: 'GET',
      path: '/api/register/:algorithm/detail',
      access: { action: 'register:read' },
      summary: 'Draft with its gaps, stages, filings with their deadlines, and history of an entry.',
      params,
      response: registerDetail,
      handle: async ({ params }) => await detail(params.algorithm),
    }),
    route({
      method: 'PUT',
      path: '/api/register/:algorithm/draft',
      access: write,
      summary: 'Saves the draft of the next version; the one in force stays in force.',
      params,
      body: saveDraftBody,
      response: registerDetail,
      handle: async ({ params, body, caller }) => {
        await saveDraft(parts, { ...params, ...body }, caller)
        return await detail(params.algorithm)
      },
    }),
    route({
      method: 'POST',
      path: '/api/register/:algorithm/approve',
      access: approve,
      summary: 'Puts the draft in force: another person than who wrote it, and nothing may be wanting.',
      params,
      body: approveBody,
      response: registerDetail,
      handle: async ({ params, body, caller }) => {
        await approveEntry(parts, { ...params, ...body }, caller)
        return await detail(params.algorithm)
      },
    }),
    route({
      method: 'POST',
      path: '/api/register/:algorithm/end',
      access: approve,
      summary: 'Takes an algorithm off the register: it runs no longer.',
      params,
      body: endBody,
      response: registerDetail,
      handle: async ({ params, body, caller }) => {
        await endRegistration(parts, { ...params, ...body }, caller)
        return await detail(params.algorithm)
      },
    }),
    route({
      method: 'POST',
      path: '/api/register/:algorithm/stage',
      access: approve,
      summary: 'Begins a stage: pilot, region or everywhere; the baseline is measured.',
      params,
      body: stageBody,
      response: registerDetail,
      handle: async ({ params, body, caller }) => {
        await beginStage(parts, { ...params, ...body }, caller)
        return await detail(params.algorithm)
      },
    }),
    route({
      method: 'POST',
      path: '/api/register/:algorithm/filings',
      access: write,
      summary: 'Records that the filing system was told.',
      params,
      body: filingBody,
      response: registerDetail,
      handle: async ({ params, body, caller }) => {
        await recordFiling(parts, { ...params, ...body }, caller)
        return await detail(params.algorithm)
      },
    }),
    route({
      method: 'GET',
      path: '/api/register/:algorithm/filing-pack',
      access: { action: 'register:read' },
      summary: 'The filing pack as a Word file, from live facts; recorded.',
      params,
      response: 'file',
      handle: async ({ params, caller }) => await exportFiling(parts, params, caller),
    }),
  ]
}

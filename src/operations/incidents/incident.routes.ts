import { z } from 'zod'
import { type Database, level, type Route } from '#base/index.ts'
import { type Actor, type Permissions, route } from '#identity/index.ts'
import {
  assessIncident,
  closeIncident,
  doStep,
  noteIncident,
  openIncident,
  reopenIncident,
} from './act-on-incident.ts'
import {
  assessment,
  closing,
  drillEnded,
  drillStarted,
  incident,
  incidentKey,
  incidentNote,
  incidentPage,
  incidentQuery,
  newIncident,
  stepDone,
  textChange,
  textKey,
  textSent,
} from './incident.contract.ts'
import { listIncidents, readIncident } from './read-incident.ts'
import { finishDrills, startDrill } from './run-drill.ts'
import { editText, recordSent, writeText } from './tell-of-incident.ts'

interface Parts {
  database: Database
  permissions: Pick<Permissions, 'permits'>
  timeZone(): string
}

const read = { action: 'incidents:read' } as const
const handle = { action: 'incidents:handle' } as const

/** Routes of the incident room. Who owns a step, or agrees to close, need not handle incidents: the acts look for themselves. */
export function incidentRoutes(parts: Parts): Route<Actor>[] {
  const { database, timeZone } = parts
  const whole = async (incidentId: string) => await readIncident(database, incidentId, timeZone())
  return [
    route({
      method: 'GET',
      path: '/api/incidents',
      access: read,
      summary: 'Incidents, newest first, and how far the watch has read.',
      query: incidentQuery,
      response: incidentPage,
      handle: async ({ query }) => await listIncidents(database, query),
    }),
    route({
      method: 'POST',
      path: '/api/incidents',
      access: handle,
      summary: 'Opens an incident by hand.',
      body: newIncident,
      response: incident,
      status: 201,
      handle: async ({ body, caller }) => await whole(await openIncident(parts, body, caller)),
    }),
    route({
      method: 'POST',
      path: '/api/incidents/drill',
      access: handle,
      summary: 'Plants a drill of every rule; the watch finds it within a minute or two.',
      body: z.object({}),
      response: drillStarted,
      handle: async ({ caller }) => {
        const { drill, planted } = await startDrill(database, caller)
        return { drill, planted }
      },
    }),
    route({
      method: 'POST',
      path: '/api/incidents/drill/end',
      access: handle,
      summary: 'Ends the drill that is on: steps that are left are marked as done, its incidents closed.',
      body: z.object({}),
      response: drillEnded,
      handle: async ({ caller }) => ({ closed: await finishDrills(database, caller) }),
    }),
    route({
      method: 'GET',
      path: '/api/incidents/:incidentId',
      access: read,
      summary: 'One incident: steps, findings, history, texts.',
      params: incidentKey,
      response: incident,
      handle: async ({ params }) => await whole(params.incidentId),
    }),
    route({
      method: 'POST',
      path: '/api/incidents/:incidentId/steps',
      access: read,
      summary: 'Marks a step as done.',
      params: incidentKey,
      body: stepDone,
      response: incident,
      handle: async ({ params, body, caller }) => {
        await doStep(parts, { ...params, ...body }, caller)
        return await whole(params.incidentId)
      },
    }),
    route({
      method: 'POST',
      path: '/api/incidents/:incidentId/assessment',
      access: handle,
      summary: 'Grades an incident; steps and clocks follow.',
      params: incidentKey,
      body: assessment,
      response: incident,
      handle: async ({ params, body, caller }) => {
        await assessIncident(parts, { ...params, ...body }, caller)
        return await whole(params.incidentId)
      },
    }),
    route({
      method: 'POST',
      path: '/api/incidents/:incidentId/notes',
      access: read,
      summary: 'Adds a note.',
      params: incidentKey,
      body: incidentNote,
      response: incident,
      handle: async ({ params, body, caller }) => {
        await noteIncident(parts, { ...params, ...body }, caller)
        return await whole(params.incidentId)
      },
    }),
    route({
      method: 'POST',
      path: '/api/incidents/:incidentId/close',
      access: read,
      summary: 'Closes an incident; of a severe grade the second of two people does.',
      params: incidentKey,
      body: closing,
      response: z.object({ became: level('L1', z.enum(['asked', 'closed'])), incident }),
      handle: async ({ params, body, caller }) => ({
        became: await closeIncident(parts, { ...params, ...body }, caller),
        incident: await whole(params.incidentId),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/incidents/:incidentId/reopen',
      access: handle,
      summary: 'Opens a closed incident again, with a reason.',
      params: incidentKey,
      body: closing,
      response: incident,
      handle: async ({ params, body, caller }) => {
        await reopenIncident(parts, { ...params, ...body }, caller)
        return await whole(params.incidentId)
      },
    }),
    route({
      method: 'POST',
      path: '/api/incidents/:incidentId/texts',
      access: handle,
      summary: 'Keeps a text as it was edited.',
      params: incidentKey,
      body: textChange,
      response: incident,
      handle: async ({ params, body, caller }) => {
        await editText(database, { ...params, ...body }, caller)
        return await whole(params.incidentId)
      },
    }),
    route({
      method: 'POST',
      path: '/api/incidents/:incidentId/sent',
      access: handle,
      summary: 'Records that a text was sent: how and when.',
      params: incidentKey,
      body: textSent,
      response: incident,
      handle: async ({ params, body, caller }) => {
        await recordSent(database, { ...params, ...body }, caller)
        return await whole(params.incidentId)
      },
    }),
    route({
      method: 'GET',
      path: '/api/incidents/:incidentId/texts/:audience/:language/document',
      access: read,
      summary: 'A text as a Word file; people and rules wrote it, so it carries no AI label.',
      params: textKey,
      response: 'file',
      handle: async ({ params }) => await writeText(database, params, timeZone()),
    }),
  ]
}

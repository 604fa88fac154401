import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { editSetting, readSetting } from './edit-setting.ts'
import { editTemplate, listTemplates, listVersions } from './edit-template.ts'
import {
  messageSetting,
  messageTemplate,
  messageTemplates,
  saveTemplate,
  templatePreview,
  templateVersions,
} from './outside.contract.ts'
import { previewTemplate } from './preview-template.ts'

const access = { action: 'messages:edit' } as const
const params = z.object({ template: level('L2', z.string().min(1).max(80)) })

/** Routes about what messages say. */
export function templateRoutes(loop: CaseLoop): Route<Actor>[] {
  const { database } = loop
  return [
    route({
      method: 'GET',
      path: '/api/messages/templates',
      access,
      summary: 'Every message with its words as they are now.',
      response: messageTemplates,
      handle: async () => await listTemplates(database),
    }),
    route({
      method: 'GET',
      path: '/api/messages/templates/:template/versions',
      access,
      summary: 'The versions of a template, newest first.',
      params,
      response: templateVersions,
      handle: async ({ params }) => await listVersions(database, params.template),
    }),
    route({
      method: 'PUT',
      path: '/api/messages/templates/:template',
      access,
      summary: "Save the city's own words for a message as a new version.",
      params,
      body: saveTemplate,
      response: messageTemplate,
      handle: async ({ caller, params, body }) =>
        await editTemplate(database, caller, { template: params.template, body }),
    }),
    route({
      method: 'POST',
      path: '/api/messages/templates/:template/preview',
      access,
      summary: 'What a message would say, with made-up values.',
      params,
      body: templatePreview,
      response: templatePreview,
      handle: async ({ params, body }) => await previewTemplate(loop, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/messages/setting',
      access,
      summary: 'When citizens get no short messages.',
      response: messageSetting,
      handle: async () => await readSetting(database),
    }),
    route({
      method: 'PUT',
      path: '/api/messages/setting',
      access,
      summary: 'Change when citizens get no short messages.',
      body: messageSetting,
      response: messageSetting,
      handle: async ({ caller, body }) => await editSetting(database, caller, body),
    }),
  ]
}

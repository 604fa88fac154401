import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import {
  added,
  attachmentLimits,
  attachmentList,
  publicAttachments,
  releaseBody,
  uploadQuery,
} from '../attachments.contract.ts'
import { readableHash } from '../follow-up.ts'
import { addAttachment } from './add-attachment.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { largestOf } from './file-kind.rules.ts'
import { listAttachments } from './list-attachments.ts'
import { openAttachment } from './open-attachment.ts'
import { releasePhoto, withdrawPhoto } from './release-photo.ts'
import { openReleased, readPublicAttachments } from './released-photos.ts'
import { removeAttachment } from './remove-attachment.ts'

const ofCase = z.object({ caseId: level('L2', z.uuid()) })
const ofAttachment = ofCase.extend({ attachmentId: level('L2', z.uuid()) })
const ofCode = z.object({ followUpCode: level('L3', z.string().max(60)) })
const at = '/api/cases/:caseId/attachments'

// Nine photos a report, twice; more is a script.
const publicUploadsPerMinute = 20
const publicLooksPerMinute = 300

function staffRoutes(parts: AttachmentParts): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: at,
      access: { action: 'cases:read' },
      summary: 'The files of a case and what you may do with each.',
      params: ofCase,
      response: attachmentList,
      handle: async ({ caller, params }) => await listAttachments(parts, caller, params.caseId),
    }),
    route({
      method: 'POST',
      path: at,
      access: { action: 'cases:attach' },
      summary: 'Add a file to a case; sent again with the same uploadId it is the same attachment.',
      params: ofCase,
      query: uploadQuery,
      uploadLimit: largestOf(parts.limits),
      response: added,
      status: 201,
      handle: async ({ caller, params, query, upload }) =>
        await addAttachment(parts, caller, {
          key: { caseId: params.caseId, scope: caller.scope },
          uploadId: query.uploadId,
          upload: upload!,
        }),
    }),
    ...(['original', 'thumbnail', 'released'] as const).map(role =>
      route({
        method: 'GET',
        path: `${at}/:attachmentId/${role}`,
        access: { action: 'cases:read-personal' },
        summary: `The content of a file of a case: ${role}.`,
        params: ofAttachment,
        response: 'file',
        handle: async ({ caller, params }) => await openAttachment(parts, caller, { ...params, role }),
      }),
    ),
    route({
      method: 'DELETE',
      path: `${at}/:attachmentId`,
      access: { action: 'cases:attach' },
      summary: 'Take a file away; that it was there stays on the timeline.',
      params: ofAttachment,
      response: attachmentList,
      handle: async ({ caller, params }) => {
        await removeAttachment(parts, caller, params)
        return await listAttachments(parts, caller, params.caseId)
      },
    }),
    route({
      method: 'POST',
      path: `${at}/:attachmentId/release`,
      access: { action: 'cases:release-photo' },
      summary: 'Release a photo to the public, with parts of it made unrecognisable.',
      params: ofAttachment,
      body: releaseBody,
      response: attachmentList,
      handle: async ({ caller, params, body }) => {
        await releasePhoto(parts, caller, { ...params, hidden: body.hidden })
        return await listAttachments(parts, caller, params.caseId)
      },
    }),
    route({
      method: 'DELETE',
      path: `${at}/:attachmentId/release`,
      access: { action: 'cases:release-photo' },
      summary: 'Take the release of a photo back.',
      params: ofAttachment,
      response: attachmentList,
      handle: async ({ caller, params }) => {
        await withdrawPhoto(parts, caller, params)
        return await listAttachments(parts, caller, params.caseId)
      },
    }),
  ]
}

function publicRoutesOf(parts: AttachmentParts): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/public/attachment-limits',
      access: 'public',
      summary: 'How large the files of a report may be, in bytes.',
      response: attachmentLimits,
      handle: async () => parts.limits,
    }),
    route({
      method: 'GET',
      path: '/api/public/reports/:followUpCode/attachments',
      access: 'public',
      summary: 'How many files a reported matter has, and its released photos.',
      callsPerMinute: 60,
      params: ofCode,
      response: publicAttachments,
      handle: async ({ params }) => await readPublicAttachments(parts, params.followUpCode),
    }),
    route({
      method: 'POST',
      path: '/api/public/reports/:followUpCode/attachments',
      access: 'public',
      summary: 'Add a file to a matter you reported.',
      callsPerMinute: publicUploadsPerMinute,
      params: ofCode,
      query: uploadQuery,
      uploadLimit: largestOf(parts.limits),
      response: added,
      status: 201,
      handle: async ({ caller, params, query, upload }) =>
        await addAttachment(parts, caller, {
          key: { followUpHash: readableHash(params.followUpCode) },
          uploadId: query.uploadId,
          upload: upload!,
        }),
    }),
    route({
      method: 'GET',
      path: '/api/public/photos/:photoId',
      access: 'public',
      summary: 'A photo that was released to the public.',
      callsPerMinute: publicLooksPerMinute,
      params: z.object({ photoId: level('L1', z.uuid()) }),
      response: 'document',
      handle: async ({ params }) => await openReleased(parts, params.photoId),
    }),
  ]
}

/** Routes of attachments, for those who work on cases and for the public. */
export function attachmentRoutes(parts: AttachmentParts): Route<Actor>[] {
  return [...staffRoutes(parts), ...publicRoutesOf(parts)]
}

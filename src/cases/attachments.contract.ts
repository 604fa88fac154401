import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { keptCheck } from '#kernel/label/label.contract.ts'

export const attachmentKinds = ['picture', 'audio', 'video', 'document'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

/** What the virus scanner says of a file; none: no scanner is configured. */
export const scanStates = ['none', 'waiting', 'clean', 'infected'] as const
export type ScanState = (typeof scanStates)[number]

/** How many files the public may add to one case, and how many it may hold in all. */
export const mostByPublic = 9
export const mostOfCase = 50

/** Largest file of each kind, in bytes. */
export const attachmentLimits = z.object({
  picture: level('L1', z.number().int()),
  media: level('L1', z.number().int()),
  document: level('L1', z.number().int()),
})
export type AttachmentLimits = z.infer<typeof attachmentLimits>

export const attachmentView = z.object({
  attachmentId: level('L2', z.uuid()),
  kind: level('L2', z.enum(attachmentKinds)),
  mediaType: level('L2', z.string()),
  bytes: level('L2', z.number().int()),
  scan: level('L2', z.enum(scanStates)),
  addedAt: level('L2', z.iso.datetime()),
  byPublic: level('L2', z.boolean()),
  addedByName: level('L3', z.string().nullable()),
  /** Null above the reader's level, and once the content is gone. */
  fileName: level('L4', z.string().nullable()),
  width: level('L2', z.number().int().nullable()),
  height: level('L2', z.number().int().nullable()),
  /** Where the photo says it was taken. */
  place: level('L4', z.object({ longitude: z.number(), latitude: z.number() }).nullable()),
  hasThumbnail: level('L2', z.boolean()),
  /** What its labels of AI content said when it came in; null for files from before there was the check. */
  aiLabel: keptCheck.nullable(),
  releasedAt: level('L2', z.iso.datetime().nullable()),
  removedAt: level('L2', z.iso.datetime().nullable()),
  mayOpen: level('L2', z.boolean()),
  mayRelease: level('L2', z.boolean()),
  mayRemove: level('L2', z.boolean()),
})
export type AttachmentView = z.infer<typeof attachmentView>

export const attachmentList = z.object({
  items: z.array(attachmentView),
  mayAdd: level('L2', z.boolean()),
  limits: attachmentLimits,
})

/** Chosen by who sends the file, so that sending it again is no second attachment. */
export const uploadQuery = z.object({ uploadId: level('L2', z.uuid()) })
export const added = z.object({ attachmentId: level('L2', z.uuid()), scan: level('L2', z.enum(scanStates)) })

const share = z.number().min(0).max(1)

/** Part of a photo, as shares of its width and height. */
export const rectangle = z.object({
  x: level('L2', share),
  y: level('L2', share),
  width: level('L2', share),
  height: level('L2', share),
})
export type Rectangle = z.infer<typeof rectangle>

/** What is made unrecognisable before the public sees a photo. */
export const releaseBody = z.object({ hidden: z.array(rectangle).max(50) })

/** What who has the follow-up code learns of the files: how many there are, and the photos released to the public. */
export const publicAttachments = z.object({
  photos: z.array(z.object({ photoId: level('L1', z.uuid()), path: level('L1', z.string()) })),
  files: level('L2', z.number().int()),
  /** How many more the public may add. */
  left: level('L2', z.number().int()),
  limits: attachmentLimits,
})

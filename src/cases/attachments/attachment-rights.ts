import { baseError } from '#base/index.ts'
import type { Actor, Resource } from '#identity/index.ts'
import type { CaseRecord } from '../case.store.ts'
import { isOnlyOwn } from '../case.view.ts'
import { resourceOf } from '../transition.ts'
import type { AttachmentRow } from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'

/** What an actor may do with the attachments of a case. */
export interface AttachmentRights {
  /** Files are what was said, in pictures: who may not read that opens none. */
  open: boolean
  add: boolean
  release: boolean
  remove(one: Pick<AttachmentRow, 'added_by'>): boolean
  /** The citizen whose case it is: sees the own files, and adds as the public does. */
  onlyOwn: boolean
}

/** @throws base.not-found when the actor may not read the case: the answer does not tell that it is there. */
export function rightsIn(parts: AttachmentParts, actor: Actor, record: CaseRecord): AttachmentRights {
  const resource = resourceOf(record)
  const permits = (action: string) => parts.loop.permissions.permits(actor, action, resource)
  if (!permits('cases:read')) throw baseError('base.not-found')
  const said = { ...resource, level: 'L4' } as Resource
  const open = parts.loop.permissions.permits(actor, 'cases:read-personal', said)
  const add = permits('cases:attach')
  const removesAny = permits('cases:remove-attachment')
  return {
    open,
    add,
    release: open && permits('cases:release-photo'),
    remove: one => removesAny || (add && one.added_by === actor.id && actor.kind === 'person'),
    onlyOwn: isOnlyOwn(actor, record),
  }
}

/** What of a case the citizen whose case it is may see. */
export function isSeen(
  rights: Pick<AttachmentRights, 'onlyOwn'>,
  actor: Actor,
  one: Pick<AttachmentRow, 'added_by'>,
): boolean {
  return !rights.onlyOwn || one.added_by === actor.id
}

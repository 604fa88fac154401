/** The states a case can be in; everything finer is an event (domain: keep the machine small). */
export const caseStates = ['reported', 'accepted', 'dispatched', 'handling', 'verifying', 'closed'] as const
export type CaseState = (typeof caseStates)[number]

/** How a closed case ended. */
export const dispositions = [
  'resolved',
  'answered',
  'declined',
  'handed-over',
  'withdrawn',
  'transferred',
  'not-possible',
] as const
export type Disposition = (typeof dispositions)[number]

/** Why a case stands still: put on hold, or waiting for an answer of the citizen. */
export const pauses = ['hold', 'citizen'] as const
export type Pause = (typeof pauses)[number]

/** What a department has asked for and nobody has ruled on. */
export const askings = ['extension', 'not-possible'] as const
export type Asking = (typeof askings)[number]

/** What somebody who reports for another is to that person. */
export const relations = ['family', 'neighbour', 'colleague', 'other'] as const

/** Why somebody is not content. */
export const ratingReasons = [
  'too-slow',
  'not-solved',
  'not-reached',
  'impolite',
  'unclear',
  'other',
] as const

export const channels = [
  'phone',
  'web',
  'app',
  'wechat',
  'email',
  'walk-in',
  'grid',
  'import',
  'api',
] as const
export const natures = ['complaint', 'enquiry', 'suggestion', 'report', 'help', 'praise'] as const
export const urgencies = ['normal', 'urgent', 'emergency'] as const
export const emergencyServices = ['110', '119', '120'] as const

/** What may be done to a case; each is one verb, one file, one event. */
export const caseActions = [
  'accept',
  'answer',
  'decline',
  'hand-over',
  'dispatch',
  'return',
  'handle',
  'reply',
  'send-back',
  'close',
  'reopen',
  'rate',
  'comment',
  'object',
  'uphold-objection',
  'refuse-objection',
  'assign',
  'hold',
  'resume',
  'ask-citizen',
  'answer-question',
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'declare-impossible',
  'confirm-impossible',
  'transfer',
  'withdraw',
  'call-back',
  'reveal',
  'merge',
  'unmerge',
  'adapt-reply',
] as const
export type CaseAction = (typeof caseActions)[number]

/** How an act of a bulk act is taken back; nobody takes these steps by themselves. */
export const recalls = ['recall-dispatch', 'recall-assign', 'recall-close'] as const
export type Recall = (typeof recalls)[number]

/** Every step a case can take. */
export type CaseStep = CaseAction | Recall

/** Types of events on a timeline: the reporting, the advice, then one for each action. */
export const eventTypes = [
  'reported',
  'advised',
  'accepted',
  'answered',
  'declined',
  'handed-over',
  'dispatched',
  'returned',
  'handling-started',
  'replied',
  'sent-back',
  'closed',
  'reopened',
  'rated',
  'commented',
  'objected',
  'objection-upheld',
  'objection-refused',
  'assigned',
  'imported',
  'held',
  'resumed',
  'citizen-asked',
  'question-answered',
  'extension-asked',
  'extension-granted',
  'extension-refused',
  'impossible-declared',
  'impossible-confirmed',
  'transferred',
  'withdrawn',
  'called-back',
  'reporter-revealed',
  'deadline-moved',
  'merged',
  'unmerged',
  'took-in',
  'released',
  'reply-adapted',
  'recalled',
  'co-host-asked',
  'co-host-accepted',
  'co-host-replied',
  'co-host-declined',
  'co-host-withdrawn',
  'parent-linked',
  'parent-unlinked',
  'meeting-held',
  'supervised',
  'supervision-answered',
  'supervision-accepted',
  'supervision-pressed',
  'person-corrected',
  'attached',
  'attachment-removed',
  'attachment-quarantined',
  'photo-released',
  'photo-withdrawn',
  'erased',
] as const
export type EventType = (typeof eventTypes)[number]

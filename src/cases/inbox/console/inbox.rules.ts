import type { InboxMessage, InboxShow } from '#cases/inbox/inbox.contract.ts'

const shows: readonly InboxShow[] = ['unread', 'read', 'all']

/** Which messages the address asks for; the unread ones unless it says otherwise. */
export function showOf(text: string | undefined): InboxShow {
  return shows.find(show => show === text) ?? 'unread'
}

/** Where a message leads; null where there is nothing its reader may open. */
export function targetOf(message: Pick<InboxMessage, 'template' | 'caseId' | 'importId'>): string | null {
  if (message.caseId !== null) return `/cases/${message.caseId}`
  if (message.importId !== null) return `/imports/${message.importId}`
  return message.template === 'deadlines-many' ? '/reminders' : null
}

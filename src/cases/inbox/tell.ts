import { type Transaction, uuidv7 } from '#base/index.ts'
import type { Audience } from './audience.rules.ts'
import { insertMessages, type MessageRow } from './inbox.store.ts'
import type { MessageLine } from './message-line.ts'
import { messageLines } from './message-lines.ts'

type Details = { readonly [name: string]: unknown }

/** A message for somebody, about a case or about nothing but its parameters. */
export interface Told {
  audience: Audience
  template: string
  caseId: string | null
  actor: string
  parameters?: MessageRow['parameters']
}

/** Writes messages in the transaction of what they are about. */
export async function tell(tx: Transaction, messages: readonly Told[]): Promise<void> {
  await insertMessages(
    tx,
    messages.map(({ audience, template, caseId, actor, parameters }) => ({
      id: uuidv7(),
      audience,
      template,
      case_id: caseId,
      actor,
      parameters: parameters ?? {},
    })),
  )
}

/** The lines of an event or occasion; none for one that tells nobody. */
export function linesOn(on: string, details: Details = {}): readonly MessageLine[] {
  return messageLines.filter(line => line.on === on && (line.when?.(details) ?? true))
}

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)

/** What a message keeps of an event: the department it was about, and what its line names. */
export function parametersOf(
  line: Pick<MessageLine, 'with'>,
  given: { details: Details; departmentId: string | null },
): MessageRow['parameters'] {
  const named = (line.with ?? []).filter(name => isPlain(given.details[name]))
  return {
    ...(given.departmentId === null ? {} : { department: given.departmentId }),
    ...Object.fromEntries(named.map(name => [name, given.details[name] as string | number | boolean])),
  }
}

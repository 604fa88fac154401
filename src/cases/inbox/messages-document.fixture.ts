import type { MessageLine, Whom } from './message-line.ts'
import { messageLines } from './message-lines.ts'

const whom: Readonly<Record<Whom, string>> = {
  department: 'the department that has the case',
  'former-department': 'the department it was taken from',
  'event-department': 'the department the event is about',
  lead: 'the leads of the department',
  'lead-above': 'the leads above the department',
  region: 'the grid members of the region',
  assignee: 'whom it was given to',
  dispatcher: 'who dispatched it, else all dispatchers',
  dispatchers: 'all dispatchers',
  leaders: 'all leaders',
  named: 'whom the occasion names',
  citizen: 'the citizen',
}

const row = ({ key, on, to }: MessageLine) => `| \`${key}\` | \`${on}\` | ${whom[to]} |`

const open = '<!-- templates: made by `npm run generate`; a test compares -->'
const close = '<!-- /templates -->'

/** `docs/messages.md` with the list of all messages as the code has it. @throws Error when its place is gone */
export function withTemplates(document: string): string {
  const text = document.replaceAll('\r\n', '\n')
  const [from, to] = [text.indexOf(open), text.indexOf(close)]
  if (from < 0 || to < from) throw new Error('docs/messages.md has no place for its templates')
  const table = ['| template | told of | for |', '|---|---|---|', ...messageLines.map(row)].join('\n')
  return `${text.slice(0, from)}${open}\n${table}\n${text.slice(to)}`
}

import { type Finding, maskText, openTokenBook, recognise } from '#kernel/index.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
// Machines of one's own: whoever looks after them has to know which one does not answer.
const ownMachine = /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01])|0\.0|169\.254)\.|^::1?$|^f[cde]/i

const isOfAPerson = (text: string, { type, start, end }: Finding) =>
  type !== 'ip' || !ownMachine.test(text.slice(start, end))

function redactText(text: string): string {
  if (uuid.test(text)) return text
  const findings = recognise(text, { structuredOnly: true }).filter(one => isOfAPerson(text, one))
  return findings.length === 0 ? text : maskText(openTokenBook(), text, findings)
}

function redactDeep(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(redactDeep)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [redactText(name), redactDeep(one)]))
}

/**
 * A line of the log without numbers of people: ID cards, phones, bank cards, plates, mail addresses. What writes to a log
 * is not to hand it what people wrote; this catches the message of a library that quotes it all the same. Names and
 * addresses have no form that could be found at this price.
 */
export function redactLine(line: string): string {
  // Most lines hold neither a long number nor an at sign in their words: one look decides.
  if (!/\d{2}[\s-]?\d|[０-９]{3}|[@＠]|[\u4e00-\u9fff]/.test(line)) return line
  const end = line.endsWith('\n') ? '\n' : ''
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return redactText(line)
  }
  return JSON.stringify(redactDeep(read)) + end
}

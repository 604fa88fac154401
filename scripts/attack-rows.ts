import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { normalise } from '../src/kernel/attack/normalise.rules.ts'
import { root } from './run-tool.ts'

/** One text for training or judging the recognition of prompt attack. */
export interface AttackRow {
  /** Normalised. */
  text: string
  attack: boolean
  /** What is left out together: a template family of the data, a family of one's own, a kind of benign text. */
  family: string
  /** Where a false alarm counts: `citizen` and `policy` at half a percent, `spoken` (role-play, instructions) at five. */
  kind: 'attack' | 'citizen' | 'policy' | 'spoken' | 'other'
  /** Rows with the same template, or the same question in another template, share a part and are never split. */
  part: number
  weight: number
}

const own = (name: string): { family?: string; kind?: string; text: string }[] =>
  readLines(join(root, 'src/kernel/attack/training', `${name}.jsonl`)) as never

function readLines(path: string): Record<string, unknown>[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as Record<string, unknown>)
}

const said = (row: Record<string, unknown>, ...members: string[]): string =>
  members.flatMap(member => (typeof row[member] === 'string' ? [row[member]] : [])).join('\n')

/** A stable number for a text, to part rows the same way every time. */
export function numberOf(text: string): number {
  let state = 0x811c9dc5
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  return (state ^ (state >>> 15)) >>> 0
}

function commonStart(texts: readonly string[]): number {
  const [first = ''] = texts
  let length = 0
  while (length < first.length && texts.every(text => text[length] === first[length])) length++
  return length
}

/** The Chinese attacks of the data: a few templates, each with the same questions; a row's part is its question. */
function chineseAttacks(data: string): AttackRow[] {
  const byFamily = Map.groupBy(readLines(join(data, 'jailbreak_zh/attacks.jsonl')), row => String(row.family))
  return [...byFamily].flatMap(([family, rows]) => {
    const texts = rows.map(row => said(row, 'text'))
    const start = commonStart(texts)
    return texts.map(text => ({
      text: normalise(text).text,
      attack: true,
      family: `zh-data-${family}`,
      kind: 'attack' as const,
      part: numberOf(text.slice(start, start + 8)),
      weight: 0.4,
    }))
  })
}

const wordsOf = (text: string): Set<string> => new Set(text.match(/[a-z]+/g) ?? [])

/** The English attacks of the data, near-duplicates as one family: they share a third of their words. */
function englishAttacks(data: string): AttackRow[] {
  const leaders: { words: Set<string>; family: string }[] = []
  return readLines(join(data, 'jailbreak_en/attacks.jsonl')).map(row => {
    const { text } = normalise(said(row, 'text'))
    const words = wordsOf(text)
    const near = leaders.find(leader => {
      const shared = leader.words.intersection(words).size
      return shared / (leader.words.size + words.size - shared) > 0.33
    })
    const family = near?.family ?? `en-data-${leaders.length}`
    if (!near) leaders.push({ words, family })
    return { text, attack: true, family, kind: 'attack', part: numberOf(family), weight: 1 }
  })
}

function ownAttacks(language: 'zh' | 'en'): AttackRow[] {
  const asks = own(`asks.${language}`).map(row => row.text)
  return own(`attacks.${language}`).flatMap(({ family = '', text }, at) => {
    const filled = text.includes('{ask}')
      ? [0, 1, 2].map(turn => text.replace('{ask}', asks[(at * 7 + turn * 11) % asks.length]!))
      : [text]
    return filled.map(one => ({
      text: normalise(one).text,
      attack: true,
      family: `${language}-own-${family}`,
      kind: 'attack' as const,
      part: numberOf(text),
      weight: 2 / filled.length,
    }))
  })
}

const benign = (texts: readonly string[], kind: AttackRow['kind'], weight: number): AttackRow[] =>
  [...new Set(texts)].map(text => ({
    text: normalise(text).text,
    attack: false,
    family: kind,
    kind,
    part: numberOf(text),
    weight,
  }))

/** Benign rows of one's own: sentences, and every frame with a few tasks. */
function ownBenign(language: 'zh' | 'en'): AttackRow[] {
  const rows = own(`benign.${language}`)
  const tasks = own(`tasks.${language}`).map(row => row.text)
  const framed = own(`frames.${language}`).flatMap(({ text }, at) =>
    [0, 1, 2, 3].map(turn => ({
      text: text.replace('{task}', tasks[(at * 5 + turn * 7) % tasks.length]!),
      frame: text,
    })),
  )
  const kindOf = (kind = ''): AttackRow['kind'] =>
    kind === 'role-play' || kind === 'instruction' ? 'spoken' : kind === 'policy' ? 'policy' : 'other'
  return [
    ...rows.flatMap(({ text, kind }) => benign([text], kindOf(kind), 3)),
    ...framed.map(({ text, frame }) => ({ ...benign([text], 'spoken', 1)[0]!, part: numberOf(frame) })),
  ]
}

const some = <T>(rows: readonly T[], most: number): T[] => {
  const step = Math.max(1, rows.length / most)
  return Array.from({ length: Math.min(most, rows.length) }, (_, at) => rows[Math.floor(at * step)]!)
}

/** Everything known, from the folder of the shared data and from the sentences written for it. */
export function gatherAttackRows(data: string): AttackRow[] {
  const lines = (file: string, ...members: string[]): string[] =>
    readLines(join(data, file)).map(row => said(row, ...members))
  const messages = [
    ...lines('citizen_messages/messages.jsonl', 'subject', 'detail'),
    ...some(lines('citizen_messages/hot_issue_messages.jsonl', 'subject', 'detail'), 1500),
    ...lines('fuzhou_appeals/appeals.jsonl', 'title', 'content'),
  ]
  const questions = [
    ...lines('policy_qa/questions.jsonl', 'question'),
    ...lines('policy_qa/unanswerable.jsonl', 'question'),
  ]
  const others = [
    ...some(lines('afqmc/train.jsonl', 'a'), 600),
    ...some(lines('cmrc2018/dev.jsonl', 'context'), 300),
    ...lines('policy_qa/docs.jsonl', 'text', 'content', 'doc'),
    ...some(lines('gov_work_report/sentences.jsonl', 'en'), 1500),
    ...some(lines('weibo_emotion/usual_train.jsonl', 'text'), 500),
    ...some(lines('fuzhou_appeals/weibo_posts.jsonl', 'text', 'content'), 500),
    ...some(lines('citizen_messages/replies.jsonl', 'reply'), 600),
  ]
  return [
    ...chineseAttacks(data),
    ...englishAttacks(data),
    ...ownAttacks('zh'),
    ...ownAttacks('en'),
    ...ownBenign('zh'),
    ...ownBenign('en'),
    // These rows are frames with tasks too: what begins alike is one part.
    ...benign(lines('benign_instructions/benign.jsonl', 'text'), 'spoken', 2).map(row => ({
      ...row,
      part: numberOf(row.text.slice(0, 8)),
    })),
    ...benign(messages, 'citizen', 0.25),
    ...benign(questions, 'policy', 0.5),
    ...benign(others, 'other', 0.25),
  ]
}

import { compileVocabulary, type Vocabulary } from '../vocabulary/compile-vocabulary.rules.ts'
import { findWords } from '../vocabulary/find-words.rules.ts'
import { sentencesOf } from './sentences.rules.ts'

/** Words that speak for a topic when one of each list stands in a sentence, and how strongly. */
export interface Cue {
  /** What it is about. */
  subject: readonly string[]
  /** What is done or asked with it; without any, the subject alone counts. */
  act?: readonly string[]
  /** 0 to 1. */
  weight: number
}

/** A class of content that must be refused, or marked for a person. */
export interface Topic {
  /** Letter and place in annex A of TC260-003 and GB/T 45654: `a1-3`. */
  key: string
  group: 'core-values' | 'discrimination' | 'commerce' | 'rights' | 'accuracy'
  zh: string
  en: string
  says: 'refuse' | 'mark'
  overridable: boolean
  cues: readonly Cue[]
}

/** Topics as they are searched with. */
export interface Topics {
  vocabulary: Vocabulary
  topics: readonly Topic[]
  /** What each entry of the vocabulary stands for: topic, cue, and 0 for a subject, 1 for an act; topic -1 for an excuse. */
  roles: readonly (readonly [topic: number, cue: number, role: number])[]
}

/** From here on a topic is taken to be met. */
export const topicThreshold = 0.6

/** What is forbidden, punished, reported or warned of is spoken about, not done: each takes that much off. */
const excuses = [
  '举报',
  '投诉',
  '打击',
  '查处',
  '严禁',
  '禁止',
  '不得',
  '防范',
  '预防',
  '违法',
  '犯罪',
  '处罚',
  '拘留',
  '有期徒刑',
  '依法',
  '警惕',
  '抵制',
  '反对',
  '报警',
  '宣传教育',
  '普法',
  '法律责任',
  '构成',
  '整治',
  '治理',
  '取缔',
  '受害',
  '劝阻',
  '维权',
  '反诈',
  '有人',
  '核实',
  '辟谣',
  '国家安全教育',
  'illegal',
  'prohibited',
  'report',
] as const
const excused = 0.5

/** Makes topics searchable, with the same tolerance for width, script and inserted signs as the word library. */
export function compileTopics(topics: readonly Topic[]): Topics {
  const words: string[] = []
  const roles: [number, number, number][] = []
  const add = (word: string, role: [number, number, number]) => {
    words.push(word)
    roles.push(role)
  }
  for (const [place, topic] of topics.entries())
    for (const [number, cue] of topic.cues.entries()) {
      for (const word of cue.subject) add(word, [place, number, 0])
      for (const word of cue.act ?? []) add(word, [place, number, 1])
    }
  for (const word of excuses) add(word, [-1, 0, 0])
  const entries = words.map(word => ({
    word,
    category: '',
    action: 'mark' as const,
    overridable: true,
    onlyWith: [],
    notWith: [],
  }))
  return { vocabulary: compileVocabulary(entries, []), topics, roles }
}

/** A topic that a text meets, and how surely, 0 to 1. */
export interface MetTopic {
  topic: Topic
  score: number
}

/** The topics a text meets, the surest first. Subject and act must stand in one sentence. */
export function assessTopics({ vocabulary, topics, roles }: Topics, text: string): MetTopic[] {
  const hits = findWords(vocabulary, text)
  if (hits.length === 0) return []
  const best = new Map<number, number>()
  for (const { start, end } of sentencesOf(text)) {
    const here = hits.filter(hit => hit.start >= start && hit.start < end).map(hit => roles[hit.entry]!)
    const isExcused = here.some(([topic]) => topic === -1)
    for (const [place, topic] of topics.entries()) {
      for (const [number, cue] of topic.cues.entries()) {
        const has = (role: number) =>
          here.some(one => one[0] === place && one[1] === number && one[2] === role)
        if (!has(0) || (cue.act && !has(1))) continue
        const score = cue.weight * (isExcused ? excused : 1)
        best.set(place, Math.max(best.get(place) ?? 0, score))
      }
    }
  }
  return [...best]
    .map(([place, score]) => ({ topic: topics[place]!, score }))
    .filter(one => one.score >= topicThreshold)
    .sort((a, b) => b.score - a.score)
}

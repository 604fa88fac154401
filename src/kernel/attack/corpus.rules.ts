import type { AttackVerdict, Finding } from '../guard/guard.contract.ts'
import { nearDuplicates } from './near-duplicates.rules.ts'

/** A text somebody wants to learn from or search in. */
export interface CorpusDocument {
  id: string
  text: string
  /** What it is said to be, for training; null for a text to search in. */
  label: string | null
  /** Who brought it: a person, an import, a site. */
  source: string
  /** SPDX name or the words of the permission; null when nobody said. */
  licence: string | null
  /** Where it is from, so that it can be asked about and taken back: an address, a file number. */
  provenance: string | null
}

export type CorpusSays = 'accept' | 'hold' | 'refuse'

/** Why, as stable words. */
export const corpusReasons = [
  'empty',
  'licence-missing',
  'licence-forbids',
  'provenance-missing',
  'identities',
  'identities-highly-sensitive',
  'attack',
  'attack-suspected',
  'near-duplicates-labelled-otherwise',
  'near-duplicates-say-otherwise',
  'many-alike-from-one-source',
] as const
export type CorpusReason = (typeof corpusReasons)[number]

export interface CorpusVerdict {
  id: string
  says: CorpusSays
  because: CorpusReason[]
}

/** How a text is read: the guard's recognisers and its recognition of attacks. */
export interface CorpusReaders {
  findings(text: string): readonly Finding[]
  attack(text: string): AttackVerdict
}

const refusing: ReadonlySet<CorpusReason> = new Set([
  'empty',
  'licence-forbids',
  'identities-highly-sensitive',
  'attack',
])
/** Words by which a licence says that the text may not be used like this. */
const forbidding =
  /\b(?:proprietary|all rights reserved|no[- ]?derivatives|ND-|NC-ND)|版权所有|保留所有权利|禁止(?:转载|使用|训练)|未经许可/i
/** So many near-duplicates of one source are no chance: somebody wants a thing to be believed. */
const manyAlike = 5

function readAlone(document: CorpusDocument, readers: CorpusReaders): CorpusReason[] {
  const reasons: CorpusReason[] = []
  if (document.text.trim() === '') return ['empty']
  if (!document.licence?.trim()) reasons.push('licence-missing')
  else if (forbidding.test(document.licence)) reasons.push('licence-forbids')
  if (!document.provenance?.trim()) reasons.push('provenance-missing')
  const found = readers.findings(document.text)
  if (found.some(one => one.level === 'L4')) reasons.push('identities-highly-sensitive')
  else if (found.some(one => one.level === 'L3')) reasons.push('identities')
  const { flagged, because } = readers.attack(document.text)
  if (flagged) reasons.push(because.some(word => word.startsWith('rule:')) ? 'attack' : 'attack-suspected')
  return reasons
}

const numbers =
  /\d+(?:\.\d+)?|[一二三四五六七八九十百千万亿两]+(?=[个名年月日天元万亿小工分秒级条项次类种倍公米平%])/g
const negations = /不|未|无|没有|禁止|非|取消|停止|\bnot?\b|\bnever\b|n't\b/gi

/** What a text claims, as far as a copy with one word changed would betray: its figures and how often it denies. */
function claimOf(text: string): string {
  const plain = text.normalize('NFKC')
  return [...(plain.match(numbers) ?? []), `denied ${plain.match(negations)?.length ?? 0}`].join(' ')
}

const differs = <T>(values: readonly T[]): boolean => new Set(values).size > 1

function readGroup(group: readonly CorpusDocument[]): Map<string, CorpusReason[]> {
  const labels = group.flatMap(document => document.label ?? [])
  const shared: CorpusReason[] = []
  if (differs(labels)) shared.push('near-duplicates-labelled-otherwise')
  if (differs(group.map(document => claimOf(document.text)))) shared.push('near-duplicates-say-otherwise')
  const bySource = Map.groupBy(group, document => document.source)
  return new Map(
    group.map(document => {
      const many = bySource.get(document.source)!.length >= manyAlike
      return [document.id, many ? [...shared, 'many-alike-from-one-source'] : shared]
    }),
  )
}

const sayOf = (reasons: readonly CorpusReason[]): CorpusSays => {
  if (reasons.some(reason => refusing.has(reason))) return 'refuse'
  return reasons.length > 0 ? 'hold' : 'accept'
}

/**
 * Reads texts before anything learns from them or searches in them. What breaks a rule that nobody may waive is refused, what a
 * person has to look at is held; near-duplicates are read together, because one of them alone looks honest.
 */
export function assessCorpus(documents: readonly CorpusDocument[], readers: CorpusReaders): CorpusVerdict[] {
  const grouped = new Map<string, CorpusReason[]>()
  for (const group of nearDuplicates(documents.map(document => document.text)))
    for (const [id, reasons] of readGroup(group.map(at => documents[at]!))) grouped.set(id, reasons)
  return documents.map(document => {
    const because = [...readAlone(document, readers), ...(grouped.get(document.id) ?? [])]
    return { id: document.id, says: sayOf(because), because }
  })
}

import { Readable } from 'node:stream'
import type { z } from 'zod'
import { type Download, inTransaction, type Language } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { kernelError, omitLabel, type WrittenDocument, writeDocument } from '#kernel/index.ts'
import type { adviceDocument, adviceView } from './advice.contract.ts'
import { caseError } from './case.errors.ts'
import type { CaseLoop } from './case-loop.ts'
import { readAdvice } from './read-advice.ts'

type Advice = z.input<typeof adviceView>
type Block = WrittenDocument['blocks'][number]

const words = {
  zh: {
    title: '派单建议',
    departments: '建议的承办部门',
    none: '算法没有给出建议，请人工判断。',
    duty: '对应职责事项',
    evidence: '依据',
    similar: '相似的已办结工单',
    record: '记录',
    file: '派单建议',
  },
  en: {
    title: 'Dispatch advice',
    departments: 'Departments advised',
    none: 'The algorithm gave no advice; a person has to decide.',
    duty: 'Duty',
    evidence: 'Evidence',
    similar: 'Similar closed cases',
    record: 'Record',
    file: 'dispatch advice',
  },
} as const

/** The advice as a document: what is advised, why, and which record it is. */
export function documentOf(
  advice: Advice,
  of: { city: Pick<CitySnapshot, 'department' | 'duty'>; language: Language },
): WrittenDocument {
  const { city, language } = of
  const said = words[language]
  const named = (one: { name: string; nameEnglish: string } | undefined) =>
    one ? (language === 'zh' ? one.name : one.nameEnglish) : ''
  const heading = (text: string): Block => ({ kind: 'heading', text })
  const candidates = (advice.value?.candidates ?? []).map((one): Block => {
    const found = one.dutyId === null ? undefined : city.duty(one.dutyId)
    const duty = found ? (language === 'zh' ? found.title : found.titleEnglish) : ''
    const share = `${Math.round(one.confidence * 100)} %`
    const text = `${named(city.department(one.departmentId)) || one.departmentId} (${share})`
    return { kind: 'item', text: duty === '' ? text : `${text} · ${said.duty}: ${duty}` }
  })
  const passages = advice.evidence.flatMap((one): Block[] =>
    one.kind === 'passage' ? [{ kind: 'item', text: `${one.title} ${one.text}`.trim() }] : [],
  )
  const similar = (advice.value?.similar ?? []).map(
    (one): Block => ({ kind: 'item', text: `${one.code} ${one.excerpt}`.trim() }),
  )
  const facts = `${advice.algorithm} ${advice.algorithmVersion} · ${advice.modelVersion ?? '-'} · ${advice.decisionId} · ${advice.madeAt}`
  return {
    title: said.title,
    blocks: [
      heading(said.departments),
      ...(candidates.length > 0 ? candidates : [{ kind: 'paragraph', text: said.none } as const]),
      ...(passages.length > 0 ? [heading(said.evidence), ...passages] : []),
      ...(similar.length > 0 ? [heading(said.similar), ...similar] : []),
      heading(said.record),
      { kind: 'paragraph', text: facts },
    ],
  }
}

/**
 * The advice of a case as a file with its labels. Without the visible one only on a request of whoever answers for the reply,
 * recorded before the file goes out; the entry in the file always stays.
 * @throws base.not-found, kernel.decision-not-found where no advice may be read, cases.act-not-permitted
 */
export async function writeAdvice(
  loop: CaseLoop,
  actor: Actor,
  wanted: z.output<typeof adviceDocument> & { caseId: string; language: Language },
): Promise<Download> {
  const { caseId, language, format, unlabelled } = wanted
  if (unlabelled && !loop.permissions.permits(actor, 'labels:omit'))
    throw caseError('cases.act-not-permitted')
  const { advice } = await readAdvice(loop, actor, caseId)
  if (!advice) throw kernelError('kernel.decision-not-found')
  const city = await loop.city.snapshot()
  const { decisionId, label } = advice
  const labelling = { entry: label.aigc, words: label, language, omitted: unlabelled !== undefined }
  const { content, contentType, header } = await writeDocument(documentOf(advice, { city, language }), {
    format,
    labelling,
  })
  if (unlabelled)
    await inTransaction(loop.database, tx =>
      omitLabel(tx, actor, { decisionId, subject: `case:${caseId}`, format, request: unlabelled }),
    )
  return {
    download: true,
    name: `${words[language].file}.${format}`,
    contentType,
    headers: { aigc: header },
    bytes: content.length,
    body: async range => Readable.from([range ? content.subarray(range.start, range.end + 1) : content]),
  }
}

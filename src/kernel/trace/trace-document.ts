import type { Language } from '#base/index.ts'
import type { Block, WrittenDocument } from '../label/written-document.ts'
import type { TraceReport } from './trace.contract.ts'
import { traceWords as words } from './trace-words.ts'

const kernelWords = { zh: words.zh.kernel, en: words.en.kernel } as const

const heading = (text: string): Block => ({ kind: 'heading', text })
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const item = (text: string): Block => ({ kind: 'item', text })
const share = (confidence: number | null) => (confidence === null ? '' : ` ${Math.round(confidence * 100)} %`)
const moment = (at: string) => at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
const fill = (text: string, values: { [name: string]: string | number }) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
const joined = (parts: readonly (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ')

interface Told {
  report: TraceReport
  language: Language
  /** How people are called in the report: by what its reader may see of them. */
  who(id: string): string
}

function whoOf(report: TraceReport, language: Language): Told['who'] {
  const nobody: { [id: string]: string } = kernelWords[language].nobody
  return id => {
    const found = report.record.people.find(one => one.id === id)
    if (!found) return nobody[id] ?? id
    return found.name ? `${found.name} (${found.account})` : found.account
  }
}

function facts({ report, language, who }: Told): Block[] {
  const { record, algorithm } = report
  const said = kernelWords[language]
  const name = algorithm ? `${algorithm.title[language]} ` : ''
  const line = (key: keyof typeof said.fact, value: string) => item(`${said.fact[key]}: ${value}`)
  return [
    heading(words[language].section.facts),
    line('algorithm', `${name}${record.algorithm} · ${record.algorithmVersion}`),
    ...(algorithm
      ? [item(`${words[language].owner}: ${algorithm.owner}`)]
      : [paragraph(words[language].gone)]),
    line('model', record.modelVersion ?? said['no-model']),
    line('outcome', `${said.outcome[record.outcome]}${share(record.confidence)}`),
    line('risk', said.risk[record.risk]),
    line('gate', said.gate[record.gate]),
    line('level', record.level),
    line('subject', record.subject),
    line('actor', who(record.actor)),
    line('made', moment(record.madeAt)),
  ]
}

function way({ report, language, who }: Told): Block[] {
  const said = words[language]
  const steps = report.steps.map(({ name, says, at, by, outcome, verdict }) => ({
    title: said.step[name],
    note: joined([
      said.says[says],
      outcome && kernelWords[language].outcome[outcome],
      verdict && kernelWords[language].verdict[verdict],
      by && who(by),
      at && moment(at),
    ]),
    says,
  }))
  return [heading(said.section.way), { kind: 'steps', text: said.picture, steps }]
}

function inputs({ report, language }: Told): Block[] {
  const said = words[language].inputs
  const state = (filled: boolean | null) =>
    filled === null ? said.erased : filled ? said.filled : said.empty
  return [
    heading(words[language].section.inputs),
    paragraph(said.note),
    ...report.inputs.map(one => item(`${one.field} · ${one.level} · ${state(one.filled)}`)),
  ]
}

function guard({ report, language }: Told): Block[] {
  const said = words[language]
  const { guard: found } = report
  if (!found) return [heading(said.section.guard), paragraph(said.guard.none)]
  const { attack } = found
  return [
    heading(said.section.guard),
    item(`${said.guard.level}: ${found.inputLevel}`),
    ...found.findings.map(({ type, count }) => item(`${type}: ${count}`)),
    item(fill(said.guard.masked, { count: found.masked })),
    item(
      attack.flagged ? fill(said.guard.attack, { score: attack.score.toFixed(2) }) : said.guard['no-attack'],
    ),
    ...found.checks.map(({ check, says, because }) => item(joined([check, says, because.join(', ')]))),
  ]
}

function sources({ report, language }: Told): Block[] {
  const said = words[language].sources
  const lines = report.sources.map(({ title, corpus, corpusVersion: version, documentId: id }) =>
    item(fill(said.line, { title, corpus, version, id })),
  )
  const weighed =
    report.weighingWords > 0 ? [paragraph(fill(said.words, { count: report.weighingWords }))] : []
  const found = [...lines, ...weighed]
  return [heading(words[language].section.sources), ...(found.length > 0 ? found : [paragraph(said.none)])]
}

function alternatives({ report, language }: Told): Block[] {
  const said = words[language]
  const lines = report.alternatives.map(one => item(`${one.title[language]}${share(one.confidence)}`))
  return [
    heading(said.section.alternatives),
    ...(lines.length > 0 ? lines : [paragraph(said.alternatives.none)]),
  ]
}

function people({ report, language, who }: Told): Block[] {
  const said = words[language]
  const { act: named, verdict: judged } = kernelWords[language]
  const lines = report.record.acts.map(({ act, verdict, by, at, reason }) =>
    item(
      joined([
        named[act],
        verdict && judged[verdict],
        who(by),
        moment(at),
        reason ? `${said.reason}: ${reason}` : null,
      ]),
    ),
  )
  return [heading(said.section.person), ...(lines.length > 0 ? lines : [paragraph(said['none-yet'])])]
}

function effects({ report, language }: Told): Block[] {
  const said = words[language]
  const names: { [fact: string]: string } = said.effect
  const lines = report.effects.map(one => item(`${names[one.fact] ?? one.fact}: ${one.said[language]}`))
  return [heading(said.section.effect), ...(lines.length > 0 ? lines : [paragraph(said.effect.none)])]
}

function proof({ report, language }: Told): Block[] {
  const { record } = report
  const said = kernelWords[language]
  const held = (intact: boolean) => (intact ? said.intact : said.altered)
  const content = record.contentIntact === null ? said['nothing-to-compare'] : held(record.contentIntact)
  return [
    heading(words[language].section.proof),
    item(`${said.fact.contentIntact}: ${content}`),
    item(`${said.fact.inputCommitment}: ${record.inputCommitment}`),
    item(`${said.fact.outputCommitment}: ${record.outputCommitment}`),
    ...record.ledger.map(one => item(joined([one.kind, one.entryId, moment(one.at), held(one.intact)]))),
  ]
}

// As the reader of the report saw it: there only when the content was opened for a purpose, which is on record.
function content({ report, language }: Told): Block[] {
  const { content: opened } = report.record
  if (!opened) return []
  const said = kernelWords[language].fact
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))
  return [
    heading(words[language].section.content),
    paragraph(`${said.input}: ${text(opened.input)}`),
    paragraph(`${said.output}: ${text(opened.output)}`),
    paragraph(`${said.evidence}: ${text(opened.evidence)}`),
  ]
}

/** The report as a document, in the order in which an auditor asks: what, how, on what, what people did, what came of it, the proof. */
export function traceDocument(report: TraceReport, language: Language): WrittenDocument {
  const told: Told = { report, language, who: whoOf(report, language) }
  const parts = [facts, way, inputs, guard, sources, alternatives, people, effects, proof, content]
  const said = words[language]
  return {
    title: `${said.title} ${report.record.decisionId}`,
    blocks: [paragraph(said.intro), ...parts.flatMap(part => part(told))],
  }
}

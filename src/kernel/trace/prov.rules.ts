import type { TraceReport } from './trace.contract.ts'

type Value = string | number | boolean | { $: string; type: string }
type Attributes = { [name: string]: Value }
type Records = { [id: string]: Attributes }

/** A PROV-JSON document (W3C member submission of 2013-04-24): records by kind, then by identifier. */
export interface ProvDocument {
  prefix: { [prefix: string]: string }
  entity: Records
  activity: Records
  agent: Records
  used?: Records
  wasGeneratedBy?: Records
  wasDerivedFrom?: Records
  wasAssociatedWith?: Records
  wasInformedBy?: Records
  wasAttributedTo?: Records
  actedOnBehalfOf?: Records
}

type Record = TraceReport['record']

const typed = (type: string) => ({ $: type, type: 'xsd:QName' })
const present = (attributes: { [name: string]: Value | null | undefined }): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(
      (pair): pair is [string, Value] => pair[1] !== null && pair[1] !== undefined,
    ),
  )

// Identifiers are qualified names: what a name may not hold is written as in a URL.
const named = (kind: string, ...parts: (string | number)[]) =>
  `cs:${kind}/${parts.map(part => encodeURIComponent(part)).join('/')}`

function began({ madeAt, durationMilliseconds }: Record): string {
  return new Date(Date.parse(madeAt) - durationMilliseconds).toISOString()
}

function peopleOf(record: Record): Records {
  const accounts = new Map(record.people.map(one => [one.id, one.account]))
  const ids = new Set([record.actor, ...record.acts.map(one => one.by)])
  return Object.fromEntries(
    [...ids].map(id => [
      named('agent', id),
      present({
        'prov:type': typed(accounts.has(id) ? 'prov:Person' : 'prov:Agent'),
        'cs:account': accounts.get(id),
      }),
    ]),
  )
}

function entitiesOf(report: TraceReport): Records {
  const { record, sources } = report
  const passages = sources.map(one => [
    named('passage', one.corpus, one.corpusVersion, one.documentId),
    { 'prov:label': one.title, 'cs:corpusVersion': one.corpusVersion, 'cs:score': one.score },
  ])
  return {
    [named('input', record.decisionId)]: {
      'cs:commitment': record.inputCommitment,
      'cs:level': record.level,
      'cs:fields': report.inputs.map(one => `${one.field}:${one.level}`).join(' '),
    },
    [named('output', record.decisionId)]: present({
      'cs:commitment': record.outputCommitment,
      'cs:outcome': record.outcome,
      'cs:confidence': record.confidence,
      'cs:label': record.label.en,
      'cs:AIGC': JSON.stringify(record.label.aigc),
      'cs:gate': record.gate,
      'cs:risk': record.risk,
    }),
    [named('algorithm', record.algorithm, record.algorithmVersion)]: present({
      'prov:type': typed('prov:Plan'),
      'prov:label': report.algorithm?.title.en,
      'cs:purpose': report.algorithm?.purpose,
    }),
    ...(record.modelVersion === null ? {} : { [named('model', record.modelVersion)]: {} }),
    ...Object.fromEntries(passages),
    ...Object.fromEntries(
      record.ledger.map(one => [
        named('entry', one.entryId),
        { 'cs:kind': one.kind, 'cs:intact': one.intact, 'cs:at': one.at },
      ]),
    ),
  }
}

function activitiesOf(record: Record): Records {
  const acts = record.acts.map((one, place) => [
    named('act', record.decisionId, place),
    present({
      'prov:startTime': one.at,
      'prov:endTime': one.at,
      'cs:act': one.act,
      'cs:verdict': one.verdict,
      'cs:evidenceOpened': one.evidenceOpened,
      'cs:secondsToSettle': one.secondsToSettle,
      'cs:blind': one.blind,
    }),
  ])
  return {
    [named('run', record.decisionId)]: { 'prov:startTime': began(record), 'prov:endTime': record.madeAt },
    ...Object.fromEntries(acts),
  }
}

function relationsOf({ record, sources, algorithm }: TraceReport): { [relation: string]: Records } {
  const run = named('run', record.decisionId)
  const output = named('output', record.decisionId)
  const plan = named('algorithm', record.algorithm, record.algorithmVersion)
  const inputs = [
    named('input', record.decisionId),
    ...(record.modelVersion === null ? [] : [named('model', record.modelVersion)]),
    ...sources.map(one => named('passage', one.corpus, one.corpusVersion, one.documentId)),
  ]
  const acts = record.acts.map((one, place) => ({ ...one, id: named('act', record.decisionId, place) }))
  const software = named('software', record.algorithm)
  return {
    used: numbered('used', [
      ...inputs.map(one => ({ 'prov:activity': run, 'prov:entity': one })),
      ...acts.map(one => ({ 'prov:activity': one.id, 'prov:entity': output, 'prov:time': one.at })),
    ]),
    wasGeneratedBy: numbered('made', [
      { 'prov:entity': output, 'prov:activity': run, 'prov:time': record.madeAt },
    ]),
    wasDerivedFrom: numbered(
      'from',
      inputs.map(one => ({ 'prov:generatedEntity': output, 'prov:usedEntity': one, 'prov:activity': run })),
    ),
    wasAssociatedWith: numbered('with', [
      { 'prov:activity': run, 'prov:agent': software, 'prov:plan': plan },
      { 'prov:activity': run, 'prov:agent': named('agent', record.actor) },
      ...acts.map(one => ({ 'prov:activity': one.id, 'prov:agent': named('agent', one.by) })),
    ]),
    wasInformedBy: numbered(
      'told',
      acts.map(one => ({ 'prov:informed': one.id, 'prov:informant': run })),
    ),
    wasAttributedTo: numbered('by', [{ 'prov:entity': output, 'prov:agent': software }]),
    actedOnBehalfOf: numbered(
      'for',
      algorithm ? [{ 'prov:delegate': software, 'prov:responsible': named('owner', algorithm.owner) }] : [],
    ),
  }
}

const numbered = (name: string, records: Attributes[]): Records =>
  Object.fromEntries(records.map((one, place) => [`_:${name}${place}`, one]))

/**
 * A decision as PROV-JSON: what went in, what ran, who asked, who answered for it and what people did with it, by commitments
 * and identifiers. Never what was written, whatever the report holds: the document is made to be handed on.
 */
export function provOf(report: TraceReport): ProvDocument {
  const { record, algorithm } = report
  const relations = Object.entries(relationsOf(report)).filter(
    ([, records]) => Object.keys(records).length > 0,
  )
  const software: Records = {
    [named('software', record.algorithm)]: { 'prov:type': typed('prov:SoftwareAgent') },
  }
  const owner: Records = algorithm
    ? { [named('owner', algorithm.owner)]: { 'prov:type': typed('prov:Organization') } }
    : {}
  return {
    prefix: { cs: 'urn:x-chengshu:' },
    entity: entitiesOf(report),
    activity: activitiesOf(record),
    agent: {
      ...peopleOf(record),
      ...software,
      ...owner,
    },
    ...Object.fromEntries(relations),
  }
}

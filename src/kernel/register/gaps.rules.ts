import type { Risk } from '../kernel.contract.ts'
import {
  impactQuestions,
  type ProhibitedUse,
  prohibitedUses,
  type RegisterContent,
  type RegisterProposal,
  requiredTexts,
} from './register.contract.ts'
import { assessmentMonths } from './risk.rules.ts'

/** A draft as it is judged. */
export interface Judged {
  content: RegisterContent
  /** Id of a person whose access holds; null where nobody is named or the person has left. */
  responsible: string | null
  /** Local date, the last on which the assessment holds. */
  assessedUntil: string | null
  risk: Risk
  today: string
}

const monthsLater = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}

function gapOfDate({ assessedUntil, today, risk }: Judged): string[] {
  if (assessedUntil === null) return ['assessedUntil']
  if (assessedUntil <= today) return ['assessedUntil-past']
  return assessedUntil > monthsLater(today, assessmentMonths[risk]) ? ['assessedUntil-late'] : []
}

/** What is wanting before a draft can come into force, by name of field; empty when nothing is. */
export function gapsOf(judged: Judged): string[] {
  const { content, responsible } = judged
  return [
    ...requiredTexts.filter(name => content[name] === ''),
    ...impactQuestions.filter(name => content.impact[name] === '').map(name => `impact.${name}`),
    ...prohibitedUses.filter(name => !content.notFor[name]).map(name => `notFor.${name}`),
    ...(responsible === null ? ['responsible'] : []),
    ...gapOfDate(judged),
  ]
}

/** An entry with nothing in it. */
export function emptyContent(): RegisterContent {
  const impact = Object.fromEntries(impactQuestions.map(name => [name, ''])) as RegisterContent['impact']
  const notFor = Object.fromEntries(prohibitedUses.map(name => [name, false])) as Record<
    ProhibitedUse,
    boolean
  >
  return {
    summary: '',
    benefit: '',
    proportionality: '',
    lawfulBasis: '',
    humanIntervention: '',
    appeal: '',
    method: '',
    sourceData: '',
    trainingData: '',
    risks: '',
    monitoring: '',
    provider: '',
    website: '',
    contact: '',
    category: 'other',
    filing: 'none',
    leak: 2,
    harm: 2,
    impact,
    notFor,
  }
}

/** What a new draft begins with: the product's proposal, and nothing confirmed that only a person can. */
export function proposedContent(proposal: RegisterProposal = {}): RegisterContent {
  const empty = emptyContent()
  return { ...empty, ...proposal, impact: { ...empty.impact, ...proposal.impact } }
}

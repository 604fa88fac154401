import type { CitySnapshot } from '#city/index.ts'
import {
  type Answer,
  type Classification,
  defineAlgorithm,
  type Evidence,
  type Passage,
} from '#kernel/index.ts'
import {
  type CaseForDispatch,
  caseForDispatch,
  type DispatchAdvice,
  dispatchAdvice,
} from './advice.contract.ts'
import { type Candidate, candidatesByDuties, candidatesByLabels, hostDuties } from './candidates.rules.ts'
import { caseText } from './case-text.rules.ts'
import { wordsOf } from './classify-case.ts'
import { dutyListThreshold } from './duty-match.rules.ts'
import { dispatchProposal } from './register-proposals.ts'
import type { FindSimilar } from './similar-cases.ts'

/** Enough of the duty list to hold the best duty of each of the first departments. */
const retrieved = 40
// What is asked for comes first; a long story only adds words that match something by chance.
const queryCharacters = 600
const similarShown = 3

type Advised = Pick<Answer<DispatchAdvice>, 'outcome' | 'reason' | 'confidence'> & {
  candidates: Candidate[]
  method: DispatchAdvice['method']
}

function byModel(
  city: CitySnapshot,
  answer: Classification,
  place: Parameters<typeof candidatesByLabels>[2],
): Advised {
  const { candidates, firstUnresolved } = candidatesByLabels(city, answer.ranked, place)
  const confidence = candidates[0]?.confidence ?? null
  const sure = !firstUnresolved && confidence !== null && confidence >= answer.threshold
  const doubt = firstUnresolved ? 'no-department-here' : 'low-confidence'
  return {
    candidates,
    method: 'model',
    confidence,
    outcome: sure ? 'advised' : 'abstained',
    reason: sure ? null : doubt,
  }
}

function byDutyList(place: Parameters<typeof candidatesByLabels>[2]): Advised {
  const candidates = candidatesByDuties(place.hosted)
  const confidence = candidates[0]?.confidence ?? null
  const sure = confidence !== null && confidence >= dutyListThreshold
  const doubt = confidence === null ? 'no-match' : 'low-confidence'
  return {
    candidates,
    method: 'duty-list',
    confidence,
    outcome: sure ? 'advised' : 'abstained',
    reason: sure ? null : doubt,
  }
}

/**
 * The model's advice, unless it is unsure and the duty list is not: a model of few rows knows common matters only, and what
 * is rare stands in the duty list (900 cases of 34 departments: the model alone right on 0.66, the duty list on 0.82).
 * A model that is sure of a matter whose department depends on an unknown place is not contradicted.
 */
function choose(modelled: Advised | null, listed: Advised): Advised {
  if (!modelled) return listed
  return modelled.reason === 'low-confidence' && listed.outcome === 'advised' ? listed : modelled
}

/** Whether the duty list can change the advice: there is no model, or it is unsure. */
function mayGiveWay(city: CitySnapshot, answer: Classification | null, regionId: string | null): boolean {
  return !answer || byModel(city, answer, { regionId, hosted: [] }).reason === 'low-confidence'
}

/** The duty passages that speak for the candidates, in their order. */
function passagesFor(candidates: readonly Candidate[], passages: readonly Passage[]): Evidence[] {
  return candidates.flatMap(({ dutyId }) => {
    const passage = passages.find(one => one.documentId === dutyId)
    return passage ? [{ kind: 'passage' as const, ...passage }] : []
  })
}

/**
 * Makes the algorithm that proposes the department for a case: by the city's own model where one is in use and sure, else
 * by matching the duty list. A person confirms, always.
 * @param parts.snapshot the city as it stands; @param parts.similar closed cases that resemble a message.
 */
export function createDispatchAdvice(parts: { snapshot: () => Promise<CitySnapshot>; similar: FindSimilar }) {
  return defineAlgorithm<CaseForDispatch, DispatchAdvice>({
    id: 'cases.dispatch',
    version: '1',
    title: { zh: '派单建议', en: 'Dispatch advice' },
    purpose:
      'Proposes up to three departments that could handle a matter, with the reasons; a dispatcher decides.',
    owner: 'hotline',
    risk: 'medium',
    gate: 'human-confirms',
    input: caseForDispatch,
    output: dispatchAdvice,
    breaker: { overrideShare: 0.4, minimumCount: 50 },
    onAttack: 'mark',
    fallback: 'human-queue',
    expiresAfterHours: 24 * 7,
    proposal: dispatchProposal,
    departmentOf: ({ candidates }) => candidates[0]?.departmentId ?? null,
    rivals: async ({ candidates }) => {
      const city = await parts.snapshot()
      return candidates.map(({ departmentId, confidence }) => {
        const found = city.department(departmentId)
        return {
          title: { zh: found?.name ?? departmentId, en: found?.nameEnglish ?? departmentId },
          confidence,
        }
      })
    },
    run: async (input, tools) => {
      const text = caseText(input)
      if (text === '')
        return { outcome: 'abstained', value: null, confidence: null, evidence: [], reason: 'empty' }
      const query = text.slice(0, queryCharacters)
      const { subject, detail, inBulk = false } = input
      const retrieve = () =>
        tools.retrieve({ corpus: 'duty-list', query, limit: retrieved, explain: !inBulk })
      // Of a hundred thousand at once: 40 ms each for similar cases, 0.3 ms for the words that weighed, 0.5 ms for the duty
      // list, which then is read only where it may be the better adviser. Departments and confidences are the same.
      const [city, answer, atOnce, similar] = await Promise.all([
        parts.snapshot(),
        tools.classify({ task: 'cases.dispatch', text, explain: !inBulk }),
        inBulk ? null : retrieve(),
        inBulk ? [] : parts.similar({ subject, detail, limit: similarShown }),
      ])
      const passages = atOnce ?? (mayGiveWay(city, answer, input.regionId) ? await retrieve() : [])
      const found = passages.map(({ documentId, score }) => ({ dutyId: documentId, score }))
      const place = { regionId: input.regionId, hosted: hostDuties(city, found, input.regionId) }
      const modelled = answer ? byModel(city, answer, place) : null
      const { candidates, method, ...rest } = choose(modelled, byDutyList(place))
      if (candidates.length === 0) return { ...rest, value: null, confidence: null, evidence: [] }
      const words = answer && method === 'model' ? wordsOf(answer) : []
      return {
        ...rest,
        value: { candidates, method, similar },
        evidence: [...words, ...passagesFor(candidates, passages)],
      }
    },
  })
}

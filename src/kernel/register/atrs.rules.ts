import type { PublicRecord } from './register.contract.ts'

const share = (some: number, of: number): string => (of === 0 ? '' : `${Math.round((some / of) * 100)} %`)

/** What advice came to in the last days, in one line; empty where there was none. */
function performanceOf({ recent }: PublicRecord): string {
  const { settled, adopted, days } = recent
  return settled === 0
    ? ''
    : `${share(adopted, settled)} of ${settled} settled pieces of advice adopted in ${days} days`
}

function phaseOf({ standing, stage }: PublicRecord): string {
  if (standing === 'registration-expired' || standing === 'not-registered') return 'Retired'
  return stage === null ? 'Pre-deployment' : stage.stage === 'everywhere' ? 'Production' : 'Beta/Pilot'
}

const gateWords = {
  informs: 'It informs staff.',
  'human-confirms': 'A person confirms each piece of advice before it has an effect.',
  'two-humans-confirm': 'Two different people confirm each piece of advice before it has an effect.',
} as const

/**
 * An entry in the fields of the Algorithmic Transparency Recording Standard v3.0 (gov.uk, template of 2024), by their numbers
 * and names. What nobody wrote is an empty text: a missing field would look like one that does not apply.
 * @param record an entry in force
 */
export function atrsRecord(record: PublicRecord): { [field: string]: string } {
  const { algorithm, recent } = record
  const content = record.content!
  const { impact } = content
  return {
    '0.1 Standard version': 'v3.0',
    '1.1 Name': algorithm.title.en,
    '1.2 Description': content.summary,
    '1.3 Website URL': content.website,
    '1.4 Contact': content.contact,
    '2.1.1 Organisation or department': algorithm.owner,
    '2.1.2 Team': '',
    '2.1.3 Senior responsible owner': '',
    '2.1.4.1 External supplier': content.provider,
    '2.1.4.2 Companies House Number': '',
    '2.1.4.3 External supplier role': '',
    '2.1.4.4 Procurement procedure type': '',
    '2.1.4.5 Data access terms': '',
    '2.2.1 Detailed description': content.method,
    '2.2.2 Benefits': content.benefit,
    '2.2.3 Previous process': impact['without-it'],
    '2.2.4 Alternatives considered': content.proportionality,
    '2.3.1 Process integration': gateWords[record.gate],
    '2.3.2 Provided information': algorithm.purpose,
    '2.3.3 Frequency and scale of usage': `${recent.decisions} decisions in ${recent.days} days`,
    '2.3.4 Human decisions and review': content.humanIntervention,
    '2.3.5 Required training': '',
    '2.3.6 Appeals and review': content.appeal,
    '2.4.1.1 System architecture': '',
    '2.4.1.2 Phase': phaseOf(record),
    '2.4.1.3 Maintenance': content.monitoring,
    '2.4.1.4 Models': content.method,
    '2.4.2.1 Model name': algorithm.id,
    '2.4.2.2 Model version': algorithm.version,
    '2.4.2.3 Model task': algorithm.purpose,
    '2.4.2.4 Model input': content.sourceData,
    '2.4.2.5 Model output': algorithm.purpose,
    '2.4.2.6 Model architecture': '',
    '2.4.2.7 Model performance': performanceOf(record),
    '2.4.2.8 Datasets': content.trainingData,
    '2.4.2.9 Dataset purposes': '',
    '2.4.3.1 Development data description': content.trainingData,
    '2.4.3.2 Data modality': '',
    '2.4.3.3 Data quantities': '',
    '2.4.3.4 Sensitive attributes': '',
    '2.4.3.5 Data completeness and representativeness': impact.groups,
    '2.4.3.6 Data cleaning': '',
    '2.4.3.7 Data collection': '',
    '2.4.3.8 Data access and storage': '',
    '2.4.3.9 Data sharing agreements': '',
    '2.4.4.1 Data sources': content.sourceData,
    '2.4.4.2 Sensitive attributes': '',
    '2.4.4.3 Data processing methods': '',
    '2.4.4.4 Data access and storage': '',
    '2.4.4.5 Data sharing agreements': '',
    '2.5.1 Impact assessment': [
      impact['lawful-necessary'],
      impact['effect-on-rights'],
      impact['measures-fit'],
    ].join('\n'),
    '2.5.2 Risks and mitigations': content.risks,
  }
}

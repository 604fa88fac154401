import type { z } from 'zod'
import { findingTypes } from '../../guard/guard.contract.ts'
import { defaultLevels } from '../spot.rules.ts'
import type { builtInRecogniser, meansOfFinding } from './own-recogniser.contract.ts'

type Means = (typeof meansOfFinding)[number]

const means: Readonly<Record<(typeof findingTypes)[number], readonly Means[]>> = {
  id_card: ['pattern', 'checksum', 'context'],
  mobile: ['pattern', 'context'],
  landline: ['pattern', 'list', 'context'],
  bank_card: ['pattern', 'checksum', 'context'],
  plate: ['pattern', 'list'],
  social_credit_code: ['pattern', 'checksum', 'context'],
  passport: ['pattern', 'context'],
  military_id: ['pattern', 'context'],
  email: ['pattern'],
  ip: ['pattern', 'context'],
  address: ['pattern', 'list'],
  name: ['list', 'context'],
  birth_date: ['pattern', 'context'],
  medical: ['word', 'context'],
  money: ['word', 'pattern', 'context'],
}

/** The recognisers that come with the product. */
export const builtInRecognisers: readonly z.infer<typeof builtInRecogniser>[] = findingTypes.map(type => ({
  type,
  level: defaultLevels[type]!,
  means: [...means[type]],
}))

import { emptyContent } from './gaps.rules.ts'
import type { PublicRecord } from './register.contract.ts'

/** An entry in force with some texts, as the public reads it. */
export function recordOf(changes: Partial<PublicRecord> = {}): PublicRecord {
  return {
    algorithm: {
      id: 'cases.dispatch',
      version: '1',
      title: { zh: '派单建议', en: 'Dispatch advice' },
      purpose: 'Proposes departments.',
      owner: 'hotline',
      risk: 'medium',
      gate: 'human-confirms',
      byDepartment: true,
    },
    standing: 'in-force',
    version: 2,
    content: {
      ...emptyContent(),
      summary: '概要',
      benefit: '好处',
      method: '机理',
      risks: '风险',
      category: 'impactful',
    },
    risk: 'medium',
    gate: 'human-confirms',
    approvedAt: '2026-11-01T00:00:00.000Z',
    expiresAt: '2027-11-01T00:00:00.000Z',
    stage: {
      stage: 'pilot',
      departments: ['water'],
      names: [{ zh: '水务局', en: 'Water' }],
      beganAt: '2026-11-02T00:00:00.000Z',
      endedAt: null,
      baseline: null,
      effect: null,
    },
    recent: { days: 30, decisions: 12, advised: 10, settled: 8, adopted: 6 },
    objections: null,
    ...changes,
  }
}

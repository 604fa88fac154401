import type { ActField } from '#cases/joint/console/act-form.rules.ts'

const reason: ActField = { name: 'reason', kind: 'line', needed: true }
const code: ActField = { name: 'code', kind: 'case-code', needed: true }
const years: ActField = { name: 'years', kind: 'years', needed: true }
const hold: ActField = { name: 'hold', kind: 'yes-no', needed: false }

/** The forms of retention and of the rights of persons. */
export const rightsForms = {
  'rule-of-all': [years, hold],
  rule: [{ name: 'categoryId', kind: 'category', needed: true }, years, hold],
  hold: [code, reason],
  lift: [code, reason],
  export: [{ name: 'phone', kind: 'line', needed: true }, reason],
  'export-email': [{ name: 'email', kind: 'line', needed: true }, reason],
  'export-account': [{ name: 'personId', kind: 'line', needed: true }, reason],
  erase: [{ name: 'phone', kind: 'line', needed: true }, reason],
  'erase-email': [{ name: 'email', kind: 'line', needed: true }, reason],
  'erase-account': [{ name: 'personId', kind: 'line', needed: true }, reason],
  correct: [
    { name: 'name', kind: 'clearable', needed: false },
    { name: 'phone', kind: 'clearable', needed: false },
    { name: 'address', kind: 'clearable', needed: false },
    { name: 'reason', kind: 'paragraph', needed: true },
  ],
} as const satisfies Record<string, readonly ActField[]>
export type RightsForm = keyof typeof rightsForms

/** Where each form goes; a correction goes to its case. */
export const rightsPaths: Readonly<Record<Exclude<RightsForm, 'correct'>, string>> = {
  'rule-of-all': '/api/rights/retention',
  rule: '/api/rights/retention',
  hold: '/api/rights/holds',
  lift: '/api/rights/holds/lift',
  export: '/api/rights/person/export',
  'export-email': '/api/rights/person/export',
  'export-account': '/api/rights/person/export',
  erase: '/api/rights/person/erase',
  'erase-email': '/api/rights/person/erase',
  'erase-account': '/api/rights/person/erase',
}

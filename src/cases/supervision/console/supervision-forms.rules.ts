import type { ActField } from '#cases/joint/console/act-form.rules.ts'

const demand: readonly ActField[] = [
  { name: 'demand', kind: 'paragraph', needed: true },
  { name: 'workdays', kind: 'workdays', needed: true },
]

/** The forms of supervision; a test compares them with the contract. */
export const supervisionForms = {
  supervise: demand,
  press: demand,
  answer: [{ name: 'answer', kind: 'paragraph', needed: true }],
  accept: [{ name: 'note', kind: 'paragraph', needed: false }],
} as const satisfies Record<string, readonly ActField[]>
export type SupervisionForm = keyof typeof supervisionForms

/** Where each form goes, after the address of the case's supervision. */
export const supervisionPaths: Readonly<Record<SupervisionForm, string>> = {
  supervise: '',
  press: '/press',
  answer: '/answer',
  accept: '/accept',
}

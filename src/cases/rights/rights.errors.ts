import { defineErrors } from '#base/index.ts'

/** Errors of retention and of the rights of persons. */
export const rightsError = defineErrors({
  'cases.person-has-open-cases': {
    status: 409,
    zh: '该人员还有 {{count}} 件工单未办结，办结后才能删除。',
    en: 'This person has {{count}} cases that are not closed; their data can be erased after that.',
    advice: 'Close the cases first; nothing was erased.',
  },
  'cases.under-legal-hold': {
    status: 409,
    zh: '该人员有 {{count}} 件工单因法律原因须保留，不能删除。',
    en: '{{count}} cases of this person are under legal hold and must be kept.',
    advice: 'A hold stands on the case or on its category; nothing was erased.',
  },
  'cases.no-such-person': {
    status: 404,
    zh: '没有找到与该号码或人员有关的工单。',
    en: 'No case is held about this number or person.',
    advice: 'Numbers are compared by their digits, whole.',
  },
  'cases.nothing-corrected': {
    status: 400,
    zh: '更正的内容与原来相同。',
    en: 'What was sent is what is held already.',
    advice: 'Send only the fields that change.',
  },
  'cases.no-hold': {
    status: 404,
    zh: '没有编号为“{{code}}”的工单，或它没有被保留。',
    en: 'There is no case "{{code}}", or it is not under hold.',
    advice: 'Holds are listed on the page of retention.',
  },
  'cases.held-already': {
    status: 409,
    zh: '这件工单已被保留。',
    en: 'This case is under hold already.',
    advice: 'Lift the hold first to give another reason.',
  },
  'cases.content-erased': {
    status: 409,
    zh: '这件工单的内容已删除，不能再办理或补充。',
    en: 'The content of this case was erased; nothing can be done with it or added to it.',
    advice: 'Erasure is for ever; report the matter again if it goes on.',
  },
})

import { defineErrors } from '#base/index.ts'

/** Errors of the open data. */
export const feedError = defineErrors({
  'cases.open-data-off': {
    status: 404,
    zh: '本市目前不提供开放数据。',
    en: 'The city offers no open data at present.',
    advice: 'A data steward switches it on and off on the page /publication.',
  },
  'cases.month-not-open': {
    status: 404,
    zh: '{{month}} 没有开放数据。',
    en: 'There is no open data for {{month}}.',
    advice: 'Months are opened when they are over; /open-data/index.json lists those on offer.',
  },
})

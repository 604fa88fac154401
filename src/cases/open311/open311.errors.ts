import { defineErrors } from '#base/index.ts'

/** Errors of the Open311 interface, answered in the form GeoReport v2 gives them. */
export const open311Error = defineErrors({
  'cases.unknown-service': {
    status: 404,
    zh: '没有服务“{{service}}”。',
    en: 'There is no service "{{service}}".',
    advice: 'Services are the lowest categories of the city; the other system may hold an old list.',
  },
  'cases.unknown-service-request': {
    status: 404,
    zh: '没有编号为“{{request}}”的诉求。',
    en: 'There is no service request "{{request}}".',
    advice: 'An id of this hub is a case code. Updates are taken only for cases the same key brought in.',
  },
  'cases.unknown-jurisdiction': {
    status: 404,
    zh: '没有辖区“{{jurisdiction}}”。',
    en: 'There is no jurisdiction "{{jurisdiction}}".',
    advice: 'The jurisdiction is the id or code of the city; it may be left out.',
  },
  'cases.request-not-readable': {
    status: 400,
    zh: '提交的诉求有误：{{summary}}',
    en: 'The service request is not valid: {{summary}}',
    advice: 'docs/open311.md lists the fields; the other system left one out or sent another kind of value.',
  },
})

import { defineErrors } from '#base/index.ts'

/** Errors of what other systems post in their own JSON. */
export const incomingError = defineErrors({
  'cases.post-not-signed': {
    status: 403,
    zh: '签名无效、已过期，或没有这个推送入口。',
    en: 'The signature is not valid or too old, or there is no such door.',
    advice:
      'The sender signs id.timestamp.body with the secret of the webhook (Standard Webhooks) and a clock that is right within five minutes; docs/webhooks-in.md.',
  },
  'cases.post-not-mappable': {
    status: 422,
    zh: '内容已留存，但无法转成工单：{{summary}}',
    en: 'It was kept, but no case can be made of it: {{summary}}',
    advice:
      'The page "Incoming webhooks" shows what is wrong; after the mapping is mended the sender sends it again, or somebody maps it again there.',
  },
  'cases.unknown-incoming': {
    status: 404,
    zh: '没有这个推送入口，或已停用。',
    en: 'There is no such incoming webhook, or it was ended.',
    advice: 'The list may have changed since the page was loaded.',
  },
  'cases.mapping-changed': {
    status: 409,
    zh: '字段对应关系已被他人修改，请刷新后再改。',
    en: 'Somebody else changed the mapping meanwhile. Load the page again.',
    advice: 'Two people edited one mapping; the first one counts.',
  },
  'cases.unknown-post': {
    status: 404,
    zh: '没有这条待处理的推送。',
    en: 'There is no such post that waits.',
    advice: 'Only posts that are kept can be mapped again or discarded.',
  },
})

import { defineErrors } from '#base/index.ts'

/** Errors of the exchange with systems outside. */
export const exchangeError = defineErrors({
  'cases.partner-key-missing': {
    status: 403,
    zh: '缺少接口密钥，或密钥无效、已被撤销。',
    en: 'The key is missing, not valid, or was revoked.',
    advice: 'The security administrator makes and revokes keys of other systems on the page "Other systems".',
  },
  'cases.partner-key-ended': {
    status: 403,
    zh: '这个接口密钥已于 {{ended}} 到期或被新密钥替换。',
    en: 'This key ended at {{ended}}: its time was over, or another took its place.',
    advice:
      'The security administrator renews the key on the page "Other systems", or makes a new one for the other system.',
  },
  'cases.partner-not-permitted': {
    status: 403,
    zh: '这个接口密钥没有此项权限。',
    en: 'This key does not permit that.',
    advice: 'Make a new key with the right it needs; rights of a key cannot be changed.',
  },
  'cases.partner-too-many-calls': {
    status: 429,
    zh: '调用过于频繁，请在 {{seconds}} 秒后再试。',
    en: 'Too many calls; try again in {{seconds}} seconds.',
    advice: 'Each key has a limit of calls a minute, chosen when it is made.',
  },
  'cases.key-of-another-report': {
    status: 422,
    zh: '这个 Idempotency-Key 已用于另一份内容。',
    en: 'This Idempotency-Key was used for other content.',
    advice:
      'The other system has to send a new key with each new report, and the same key only with the same content.',
  },
  'cases.unknown-partner': {
    status: 404,
    zh: '没有这个外部系统，或其密钥已被撤销。',
    en: 'There is no such system, or its key was revoked.',
    advice: 'The list may have changed since the page was loaded.',
  },
  'cases.unknown-subscription': {
    status: 404,
    zh: '没有这个推送订阅，或已停用。',
    en: 'There is no such subscription, or it was ended.',
    advice: 'The list may have changed since the page was loaded.',
  },
  'cases.unknown-message': {
    status: 404,
    zh: '没有这条待重发的消息，或其订阅已停用。',
    en: 'There is no such parked message, or its subscription was ended.',
    advice: 'Only parked messages are sent again; those that wait are tried by themselves.',
  },
  'cases.unknown-order': {
    status: 404,
    zh: '没有编号为“{{order}}”的工单。',
    en: 'There is no order "{{order}}".',
    advice: 'A platform sees only the orders it sent with its own key.',
  },
  'cases.order-changed': {
    status: 409,
    zh: '编号为“{{order}}”的工单已收到过，内容与这次不同。',
    en: 'Order "{{order}}" was taken before with other content.',
    advice: 'An order is not replaced: what is to be added comes as a note to it.',
  },
  'cases.note-changed': {
    status: 409,
    zh: '编号为“{{note}}”的补充已收到过，内容与这次不同。',
    en: 'Note "{{note}}" was taken before with other content.',
    advice: 'A note is not replaced: other words need another noteId, or they would be lost.',
  },
  'cases.order-not-readable': {
    status: 400,
    zh: '交换的工单内容有误：{{summary}}',
    en: 'The order that was exchanged is not valid: {{summary}}',
    advice: 'docs/exchange.md describes the fields; the higher-level platform sent something else.',
  },
})

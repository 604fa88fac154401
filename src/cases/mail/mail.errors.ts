import { defineErrors } from '#base/index.ts'

/** Errors of mail that comes in. */
export const mailError = defineErrors({
  'cases.mailbox-away': {
    status: 503,
    zh: '收件邮箱无法读取（{{reason}}），稍后会自动重试。',
    en: 'The mailbox cannot be read ({{reason}}); it is tried again.',
    advice:
      'CHENGSHU_IMAP_URL names the mailbox. sign-in: user or password is refused (some providers want a password of its own for IMAP); unreachable: no connection, or its certificate is not trusted; folder: there is none of that name; protocol: what answered speaks no IMAP that could be read.',
    words: {
      reason: {
        'sign-in': { zh: '登录被拒绝', en: 'sign-in refused' },
        unreachable: { zh: '无法连接', en: 'no connection' },
        folder: { zh: '没有此文件夹', en: 'no such folder' },
        protocol: { zh: '应答无法读取', en: 'unreadable answers' },
      },
    },
  },
  'cases.mail-ended': {
    status: 409,
    zh: '这封邮件已由他人处理，请刷新后再看。',
    en: 'Somebody has dealt with this mail already. Load the page again.',
    advice: 'Two people decided on one mail; the first one counts.',
  },
  'cases.mail-file-small': {
    status: 400,
    zh: '正文中的小图标，没有保存。',
    en: 'A small picture inside the text, e.g. of a signature; not saved.',
    advice: 'Pictures inside the text of less than 8 KB are taken for decoration.',
  },
})

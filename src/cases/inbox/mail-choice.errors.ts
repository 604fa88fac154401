import { defineErrors } from '#base/index.ts'

/** Errors of mail to people of the staff. */
export const mailChoiceError = defineErrors({
  'cases.no-staff-mail': {
    status: 400,
    zh: '没有配置邮件服务器，或者您没有工作角色，因此不能用邮件接收工作消息。',
    en: 'No mail server is configured, or you have no role here: work messages cannot be mailed to you.',
    advice: 'A mail server is configured by CHENGSHU_SMTP_URL and CHENGSHU_MAIL_FROM.',
  },
})

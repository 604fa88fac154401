import { defineErrors } from './errors.ts'

/** Errors of the base room. */
export const baseError = defineErrors({
  'base.invalid-environment': {
    status: 500,
    zh: '环境变量有误：{{problems}}',
    en: 'The environment is not valid: {{problems}}',
    advice: 'Correct the named variables and start again; README lists each with its default.',
  },
  'base.incomplete-sign-on': {
    status: 500,
    zh: '单点登录只配置了一部分，还缺少 {{missing}}。',
    en: 'Single sign-on is only partly configured: {{missing}} is missing.',
    advice:
      'Set CHENGSHU_OIDC_ISSUER, CHENGSHU_OIDC_CLIENT and CHENGSHU_OIDC_SECRET together and start again; without single sign-on, leave all three out.',
  },
  'base.incomplete-objects': {
    status: 500,
    zh: '对象存储只配置了一部分，还缺少 {{missing}}。',
    en: 'The object storage is only partly configured: {{missing}} is missing.',
    advice:
      'Set CHENGSHU_OBJECTS_URL, CHENGSHU_OBJECTS_KEY and CHENGSHU_OBJECTS_SECRET together and start again; to keep objects in the data folder, leave all three out.',
  },
  'base.objects-unreachable': {
    status: 503,
    zh: '文件存储暂时无法访问，文件没有保存，请稍后再试。',
    en: 'The file storage cannot be reached; the file was not saved. Please try again shortly.',
    advice:
      'The object storage of CHENGSHU_OBJECTS_URL did not answer or refused; `reason` in the log holds its words.',
  },
  'base.object-missing': {
    status: 404,
    zh: '文件的内容已经不在了。',
    en: 'The content of this file is no longer there.',
    advice: 'An object was removed by hand, or a backup was restored without the objects of its time.',
  },
  'base.nested-database-use': {
    status: 500,
    zh: '事务内使用了外层数据库连接。',
    en: 'The outer database handle was used inside a transaction.',
    advice: 'A defect in the product: pass the transaction on. Please report it with the stack trace.',
  },
  'base.migration-changed': {
    status: 500,
    zh: '已执行的迁移 {{migration}} 与当前文件不一致。',
    en: 'Migration {{migration}} was applied with other text than the file has now.',
    advice: 'Applied migrations are never edited: restore the file, or write a new migration.',
  },
  'base.newer-database': {
    status: 500,
    zh: '数据库由更新的版本创建（{{migration}}），本版本拒绝使用。',
    en: 'The database was made by a newer release ({{migration}}); this release refuses to use it.',
    advice: 'Start the newer release, or restore a backup made with this one.',
  },
  'base.database-unreachable': {
    status: 503,
    zh: '数据库暂时无法连接，您的输入没有提交，请稍后再试。',
    en: 'The database cannot be reached; what you entered was not submitted. Please try again shortly.',
    advice: 'Run `npx chengshu doctor`; look at the log of PostgreSQL in the data folder.',
  },
  'base.invalid-input': {
    status: 400,
    zh: '提交的内容有误：{{summary}}',
    en: 'What was sent is not valid: {{summary}}',
    advice: 'The client sent a request that does not fit the OpenAPI document.',
  },
  'base.payload-too-large': {
    status: 413,
    zh: '内容过大，上限为 {{limit}}。',
    en: 'Too large: at most {{limit}}.',
    advice: 'The limit protects memory; large files go through import.',
  },
  'base.unsupported-media': {
    status: 415,
    zh: '不支持的内容类型。',
    en: 'This content type is not supported.',
    advice: 'Send JSON, or a file through the import.',
  },
  'base.not-found': {
    status: 404,
    zh: '没有找到，或您无权查看。',
    en: 'Not found, or not yours to see.',
    advice: 'What a person may not see is answered as if it were not there.',
  },
  'base.too-many-requests': {
    status: 429,
    zh: '请求过于频繁，请在 {{seconds}} 秒后再试。',
    en: 'Too many requests; try again in {{seconds}} seconds.',
    advice: 'A limit per address protects public forms.',
  },
  'base.webhook-target-refused': {
    status: 400,
    zh: '不能向这个地址推送：{{reason}}。',
    en: 'Nothing is sent to this address: {{reason}}.',
    advice:
      'Webhooks reach addresses outside only. A system inside is reached when CHENGSHU_WEBHOOK_NETWORKS names its network.',
    words: {
      reason: {
        url: { zh: '不是有效的网址', en: 'it is no URL' },
        protocol: { zh: '只支持 http 和 https', en: 'only http and https are spoken' },
        credentials: { zh: '网址中不能带用户名或密码', en: 'it holds a user name or password' },
        address: { zh: '该地址位于内部网络', en: 'it lies in an internal network' },
      },
    },
  },
  'base.webhook-unreachable': {
    status: 502,
    zh: '对方系统无法连接（{{reason}}）。',
    en: 'The other system could not be reached ({{reason}}).',
    advice: 'Look whether its address is right and whether a firewall lies between; it is tried again.',
  },
  'base.webhook-not-accepted': {
    status: 502,
    zh: '对方系统没有接收，返回状态 {{status}}。',
    en: 'The other system did not take it: it answered {{status}}.',
    advice:
      'The operator of the other system can say why. A redirect is not followed: enter the final address.',
  },
  'base.incomplete-outside': {
    status: 500,
    zh: '对外发送只配置了一部分，还缺少 {{missing}}。',
    en: 'Sending outside is only partly configured: {{missing}} is missing.',
    advice:
      'Mail needs CHENGSHU_SMTP_URL and CHENGSHU_MAIL_FROM, the SMS gateway CHENGSHU_SMS_URL and CHENGSHU_SMS_SECRET; leave both of a pair out to send nothing.',
  },
  'base.mail-address-refused': {
    status: 400,
    zh: '邮箱地址无效。',
    en: 'The mail address is not valid.',
    advice: 'One plain address; line breaks, lists and names beside it are refused.',
  },
  'base.mail-refused': {
    status: 502,
    zh: '邮件服务器拒收（{{status}}）。',
    en: 'The mail server refused it ({{status}}).',
    advice: 'The recipient or the sender is not accepted; look at the log of the mail server.',
  },
  'base.mail-unreachable': {
    status: 502,
    zh: '邮件服务器无法连接（{{reason}}）。',
    en: 'The mail server could not be reached ({{reason}}).',
    advice: 'Look whether CHENGSHU_SMTP_URL is right and whether a firewall lies between; it is tried again.',
  },
  'base.internal': {
    status: 500,
    zh: '系统内部出错，已记录（编号 {{reference}}）。您的输入没有提交。',
    en: 'Something failed inside; it was recorded (reference {{reference}}). What you entered was not submitted.',
    advice: 'Look the reference up in the log.',
  },
})

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
  'base.internal': {
    status: 500,
    zh: '系统内部出错，已记录（编号 {{reference}}）。您的输入没有提交。',
    en: 'Something failed inside; it was recorded (reference {{reference}}). What you entered was not submitted.',
    advice: 'Look the reference up in the log.',
  },
})

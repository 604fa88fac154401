import { defineErrors } from './errors.ts'

/** Errors of the embedded PostgreSQL and of a server named by DATABASE_URL. */
export const embeddedError = defineErrors({
  'base.no-embedded-database': {
    status: 500,
    zh: '本平台（{{platform}}）没有内置 PostgreSQL，请设置 DATABASE_URL。',
    en: 'There is no embedded PostgreSQL for this platform ({{platform}}); set DATABASE_URL.',
    advice:
      'Run `npm install` again if optional packages were left out; otherwise use a PostgreSQL server, 15 or newer.',
  },
  'base.data-folder-gone': {
    status: 500,
    zh: '数据文件夹 {{folder}} 已被删除、移走或替换，服务已停止。',
    en: 'The data folder {{folder}} was removed, moved or replaced; the server has stopped.',
    advice:
      'Nothing is made in its place by itself. Put the folder back, or restore a backup (docs/backup.md), and start again.',
  },
  'base.foreign-data-folder': {
    status: 500,
    zh: '{{folder}} 中的文件不是本系统创建的，未作任何改动。',
    en: '{{folder}} holds files that this product did not make; nothing was changed.',
    advice: 'Set CHENGSHU_DATA to an empty or new folder.',
  },
  'base.newer-data-folder': {
    status: 500,
    zh: '{{folder}} 由 PostgreSQL {{found}} 创建，本版本内置的是 PostgreSQL {{expected}}，未作任何改动。',
    en: '{{folder}} was made by PostgreSQL {{found}}; this release brings PostgreSQL {{expected}}. Nothing was changed.',
    advice: 'Start the release that made the folder, or restore a dump of it into a new folder.',
  },
  'base.older-data-folder': {
    status: 500,
    zh: '{{folder}} 由 PostgreSQL {{found}} 创建，需要先升级到 PostgreSQL {{expected}}，未作任何改动。',
    en: '{{folder}} was made by PostgreSQL {{found}} and must first be moved to PostgreSQL {{expected}}. Nothing was changed.',
    advice: 'Dump it with the release that made it, and restore the dump into a new folder.',
  },
  'base.data-folder-unusable': {
    status: 500,
    zh: '数据文件夹 {{folder}} 无法使用：{{reason}}',
    en: 'The data folder {{folder}} cannot be used: {{reason}}',
    advice: 'Correct its owner and permissions, or set CHENGSHU_DATA to another folder.',
  },
  'base.disk-full': {
    status: 507,
    zh: '磁盘空间不足{{where}}。已保存的数据完好。',
    en: 'The disk is full{{where}}. What was saved before is intact.',
    advice: 'Free at least 500 MB and start again.',
  },
  'base.embedded-not-answering': {
    status: 503,
    zh: '内置 PostgreSQL 在 {{seconds}} 秒内没有应答（日志：{{log}}）。',
    en: 'The embedded PostgreSQL did not answer within {{seconds}} s (its log: {{log}}).',
    advice: 'Read the log. If a process of an earlier start hangs, end it and start again.',
  },
  'base.embedded-failed': {
    status: 500,
    zh: '内置 PostgreSQL 启动失败：{{reason}}（日志：{{log}}）。',
    en: 'The embedded PostgreSQL did not start: {{reason}} (its log: {{log}}).',
    advice: 'Read the log named here.',
  },
  'base.old-server': {
    status: 500,
    zh: 'PostgreSQL {{found}} 版本过旧，需要 15 或更新版本。',
    en: 'PostgreSQL {{found}} is too old; 15 or newer is needed.',
    advice: 'Upgrade the server named by DATABASE_URL, or leave DATABASE_URL out to use the embedded one.',
  },
  'base.server-unreachable': {
    status: 503,
    zh: '无法连接 DATABASE_URL 指定的数据库：{{reason}}',
    en: 'The database named by DATABASE_URL cannot be reached: {{reason}}',
    advice: 'Check address, account and password in DATABASE_URL and that the server runs.',
  },
})

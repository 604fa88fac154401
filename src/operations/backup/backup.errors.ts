import { defineErrors } from '#base/index.ts'

/** Errors of backup, restore and move. */
export const backupError = defineErrors({
  'operations.backup-key-missing': {
    status: 400,
    zh: '备份必须加密，但没有给出密钥。',
    en: 'A backup is encrypted, and no key was given.',
    advice:
      'Make a key once with `npx chengshu backup --new-key FILE`, keep the file away from this machine, and pass --recipient age1… (or set CHENGSHU_BACKUP_RECIPIENT); or set CHENGSHU_BACKUP_PASSPHRASE.',
  },
  'operations.backup-key-invalid': {
    status: 400,
    zh: '备份密钥无效：{{reason}}',
    en: 'The key of the backup is not valid: {{reason}}',
    advice: 'A recipient begins with age1, a key file holds a line that begins with AGE-SECRET-KEY-.',
  },
  'operations.backup-wrong-key': {
    status: 400,
    zh: '该密钥打不开备份 {{file}}。',
    en: 'This key does not open the backup {{file}}.',
    advice:
      'Pass --key with the key file whose recipient the backup was made for, or set CHENGSHU_BACKUP_PASSPHRASE to the passphrase of that day.',
  },
  'operations.backup-damaged': {
    status: 400,
    zh: '备份 {{file}} 已损坏或不完整：{{reason}}。未作任何改动。',
    en: 'The backup {{file}} is damaged or incomplete: {{reason}}. Nothing was changed.',
    advice: 'Use another backup. Verify each after it is made: `npx chengshu backup --verify FILE`.',
  },
  'operations.backup-no-bucket': {
    status: 400,
    zh: '没有配置对象存储，无法使用 s3。',
    en: 'No object storage is configured, so there is no s3.',
    advice: 'Set CHENGSHU_OBJECTS_URL, CHENGSHU_OBJECTS_KEY and CHENGSHU_OBJECTS_SECRET, or name a folder.',
  },
  'operations.backup-newer': {
    status: 400,
    zh: '备份由更新的版本 {{release}} 制作（{{migration}}），本版本无法恢复。',
    en: 'The backup was made by a newer release, {{release}} ({{migration}}); this one cannot restore it.',
    advice: 'Install that release or a later one and restore with it.',
  },
  'operations.backup-does-not-fit': {
    status: 500,
    zh: '恢复结果与备份不一致：{{differences}}。数据库未作改动。',
    en: 'What was restored is not what was backed up: {{differences}}. The database is unchanged.',
    advice: 'Keep the backup and report this; another backup may restore.',
  },
  'operations.target-not-empty': {
    status: 409,
    zh: '目标数据库不是空的，其中有 {{entries}} 条台账。恢复会用备份取代它；确认取代请加上 --replace {{entries}}-entries。',
    en: 'The database is not empty: its ledger has {{entries}} entries. Restoring puts the backup in its place; to do that, repeat with --replace {{entries}}-entries.',
    advice:
      'With the embedded database what is there is kept under another name. With DATABASE_URL nothing is replaced: create an empty database, name that one, and the present one stays as it is.',
  },
  'operations.target-in-use': {
    status: 409,
    zh: '数据库正在被使用：{{others}}。',
    en: 'The database is in use: {{others}}.',
    advice: 'Stop every server and worker first (the number is the process id), then repeat.',
  },
  'operations.move-target': {
    status: 400,
    zh: '不能迁移到该数据库：{{reason}}',
    en: 'Cannot move to this database: {{reason}}',
    advice: 'Name an empty PostgreSQL database, 15 or newer, whose owner the address signs in as.',
  },
})

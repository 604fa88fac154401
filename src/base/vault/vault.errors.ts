import { defineErrors } from '../errors.ts'

/** Errors of the vault: the keys that what is stored is sealed with. */
export const vaultError = defineErrors({
  'base.no-keys': {
    status: 503,
    zh: '加密密钥尚未载入，无法读写受保护的内容。',
    en: 'The encryption keys are not loaded; protected content can neither be written nor read.',
    advice:
      'Start the product the usual way: it loads its keys first. `npx chengshu doctor` says what is missing.',
  },
  'base.sealed-damaged': {
    status: 500,
    zh: '一段加密内容已损坏或被改动，无法打开。',
    en: 'A piece of sealed content is damaged or was altered and cannot be opened.',
    advice:
      'Somebody changed the stored bytes, or a part is missing. Compare with a backup: `npx chengshu doctor` reads the sealed columns and counts what does not open.',
  },
  'base.master-key-missing': {
    status: 500,
    zh: '数据已用密钥加密，但找不到主密钥文件 {{file}}，拒绝启动。',
    en: 'The data is sealed, and the master key {{file}} is not there: the product refuses to start.',
    advice:
      'Put the copy of the key file back (the one you keep elsewhere, or the one of a restored backup), or set CHENGSHU_KEY_FILE to where it is. No new one is made: it could not open anything. docs/keys.md.',
  },
  'base.master-key-wrong': {
    status: 500,
    zh: '主密钥 {{master}} 打不开本数据库的数据密钥，拒绝启动。',
    en: 'The master key {{master}} does not open the data keys of this database: the product refuses to start.',
    advice:
      'It is the key of another installation, or the data keys were wrapped anew since (`chengshu keys rewrap`). `npx chengshu keys` says by what they are wrapped. docs/keys.md.',
  },
  'base.master-key-invalid': {
    status: 500,
    zh: '{{file}} 不是有效的主密钥文件：{{reason}}',
    en: '{{file}} is no master key: {{reason}}',
    advice: 'Take the copy that you keep elsewhere. Nothing was changed.',
  },
  'base.kms-not-configured': {
    status: 500,
    zh: '数据密钥由密钥管理系统（{{master}}）保护，但没有配置 CHENGSHU_KMS_URL，拒绝启动。',
    en: 'The data keys are wrapped by a key management system ({{master}}), and none is configured: the product refuses to start.',
    advice: 'Set CHENGSHU_KMS_URL, CHENGSHU_KMS_TOKEN and CHENGSHU_KMS_KEY. docs/keys.md.',
  },
  'base.incomplete-kms': {
    status: 500,
    zh: '密钥管理系统只配置了一部分，还缺少 {{missing}}。',
    en: 'The key management system is only partly configured: {{missing}} is missing.',
    advice:
      'Set CHENGSHU_KMS_URL, CHENGSHU_KMS_TOKEN and CHENGSHU_KMS_KEY together; for a key file, leave all three out.',
  },
  'base.kms-unreachable': {
    status: 503,
    zh: '密钥管理系统无法连接（{{reason}}）。',
    en: 'The key management system could not be reached ({{reason}}).',
    advice:
      'Look whether CHENGSHU_KMS_URL is right, whether it is unsealed, and whether a firewall lies between. Running processes hold their keys and go on; a start waits for nothing.',
  },
  'base.kms-refused': {
    status: 502,
    zh: '密钥管理系统拒绝了请求，返回状态 {{status}}。',
    en: 'The key management system refused: it answered {{status}}.',
    advice:
      'The token needs `update` on transit/encrypt/NAME and transit/decrypt/NAME, and must not have expired; the key must exist.',
  },
})

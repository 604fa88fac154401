import { defineErrors } from '#base/index.ts'

/** Errors of the operations room. */
export const operationsError = defineErrors({
  'operations.unknown-verb': {
    status: 400,
    zh: '没有名为“{{verb}}”的命令。\n{{help}}',
    en: 'There is no verb "{{verb}}".\n{{help}}',
    advice: 'Use one of the verbs listed.',
  },
  'operations.wrong-arguments': {
    status: 400,
    zh: '参数有误：{{problem}}。\n用法：{{usage}}',
    en: 'The arguments are wrong: {{problem}}.\nUsage: {{usage}}',
    advice: 'Run the verb with --help.',
  },
  'operations.file-unreadable': {
    status: 400,
    zh: '无法读取文件 {{file}}：{{reason}}',
    en: 'File {{file}} cannot be read: {{reason}}',
    advice: 'Check the path and its permissions.',
  },
  'operations.file-unwritable': {
    status: 400,
    zh: '无法写入文件 {{file}}：{{reason}}',
    en: 'File {{file}} cannot be written: {{reason}}',
    advice: 'Check that the folder is there and may be written to.',
  },
  'operations.port-in-use': {
    status: 500,
    zh: '无法监听 {{host}}:{{port}}：{{reason}}',
    en: 'Cannot listen on {{host}}:{{port}}: {{reason}}',
    advice:
      'Another server may run there already. Set PORT to another port (PORT=0 takes a free one) or HOST to an address of this machine.',
  },
  'operations.not-migrated': {
    status: 500,
    zh: '数据库结构早于本版本，还有 {{count}} 个迁移未执行。',
    en: 'The database is older than this release: {{count}} migrations are not applied.',
    advice: 'Run `npx chengshu migrate`, or start the product, first.',
  },
})

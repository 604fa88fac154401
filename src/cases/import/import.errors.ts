import { defineErrors } from '#base/index.ts'

/** Errors of the import of cases. Why a single row is not taken is no error: see reasons.rules.ts. */
export const importError = defineErrors({
  'cases.import-not-a-table': {
    status: 400,
    zh: '这不是 CSV、JSONL 或 XLSX 表格文件。',
    en: 'This is no CSV, JSONL or XLSX file.',
    advice: 'The kind of a file is seen from its content, not from its name.',
  },
  'cases.import-old-workbook': {
    status: 400,
    zh: '这是旧版（.xls）或加密的 Excel 文件，请另存为不加密的 .xlsx 或 CSV 后再上传。',
    en: 'This is an old (.xls) or encrypted Excel file. Save it as .xlsx or CSV without a password.',
    advice: 'Both share one container format, which is not read.',
  },
  'cases.import-broken-workbook': {
    status: 400,
    zh: '这个 Excel 文件已损坏，无法读取；请重新导出，或另存为 CSV。',
    en: 'This Excel file is broken and cannot be read. Export it again, or save it as CSV.',
    advice: 'The archive or a sheet in it ends early or is not well formed.',
  },
  'cases.import-too-large': {
    status: 413,
    zh: '文件过大：{{format}} 文件上限为 {{megabytes}} MB、{{rows}} 行。',
    en: 'The file is too large: at most {{megabytes}} MB and {{rows}} rows for {{format}}.',
    advice: 'Split the file, or use CSV or JSONL, which are read as a stream.',
  },
  'cases.import-no-rows': {
    status: 400,
    zh: '文件里没有数据行。',
    en: 'The file has no rows.',
    advice: 'The file is empty, or holds headings alone.',
  },
  'cases.import-unreadable': {
    status: 400,
    zh: '第 {{row}} 行附近无法解析：很可能有一个引号没有配对。',
    en: 'The file cannot be read near row {{row}}: most likely a quotation mark is never closed.',
    advice: 'One record would be longer than 4 MB. Look at the file near that row.',
  },
  'cases.import-upload-broken': {
    status: 400,
    zh: '上传没有完成，请重试。',
    en: 'The upload was cut off. Please try again.',
    advice: 'The connection ended before the file did.',
  },
  'cases.import-mapping-incomplete': {
    status: 409,
    zh: '请先指定哪一列是“诉求内容”。',
    en: 'Say first which column holds the detail of the matter.',
    advice: '`detail` is the one field that must be mapped.',
  },
  'cases.import-unknown-heading': {
    status: 400,
    zh: '文件里没有“{{heading}}”这一列。',
    en: 'The file has no column "{{heading}}".',
    advice: 'A mapping names headings exactly as the analysis lists them, each for one field at most.',
  },
  'cases.import-unknown-value': {
    status: 400,
    zh: '“{{value}}”不是城市里的{{field}}。',
    en: 'The city has no {{field}} "{{value}}".',
    advice:
      'Values are mapped to ids: those of departments, categories, duties, regions, or the words of the contract.',
  },
  'cases.import-already-started': {
    status: 409,
    zh: '这次导入已经开始或正在检查，不能再改。',
    en: 'This import has begun or is being checked and cannot be changed.',
    advice: 'Upload the file again: what was imported is recognised by its external id.',
  },
  'cases.import-file-removed': {
    status: 409,
    zh: '文件已按期清除，请重新上传。',
    en: 'The file has been removed on schedule. Please upload it again.',
    advice: 'Files and rejected rows are removed 30 days after the end of the import.',
  },
  'cases.import-failed': {
    status: 500,
    zh: '导入中断：{{reason}}。已导入的部分保留，再次上传同一文件会从断点继续。',
    en: 'The import ended: {{reason}}. What was imported stays; uploading the file again goes on from there.',
    advice: 'The log has the error; rows that are there already are recognised and passed over.',
  },
})

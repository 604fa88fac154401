import { defineErrors } from '#base/index.ts'

/** Errors of the kernel room. */
export const kernelError = defineErrors({
  'kernel.prohibited': {
    status: 500,
    zh: '算法 {{algorithm}} 属于禁止用途，不能登记。',
    en: 'Algorithm {{algorithm}} has a prohibited purpose and cannot be registered.',
    advice: 'Prohibited purposes are refused when the process starts; remove the algorithm.',
  },
  'kernel.not-registered': {
    status: 500,
    zh: '算法 {{algorithm}} 未登记，不能运行。',
    en: 'Algorithm {{algorithm}} is not registered and does not run.',
    advice: 'Add it to the algorithms that src/main.ts hands to the kernel.',
  },
  'kernel.decision-not-found': {
    status: 404,
    zh: '没有找到这条决策记录，或您无权查看。',
    en: 'This decision record was not found, or is not yours to see.',
    advice: 'The id is wrong, belongs to another subject, or its content was erased.',
  },
  'kernel.level-too-low': {
    status: 403,
    zh: '该内容的数据级别为 {{level}}，高于您的权限。',
    en: 'This content has data level {{level}}, above your clearance.',
    advice: 'Levels are given by the security administrator.',
  },
  'kernel.altered': {
    status: 500,
    zh: '决策记录 {{decision}} 与其登记的哈希不一致，已停止使用。',
    en: 'Decision record {{decision}} does not match its recorded hash and is not used.',
    advice: 'Content was changed outside the product. Keep the database as it is and tell the auditor.',
  },
  'kernel.cut-off': {
    status: 409,
    zh: '这条建议所属的算法刚被熔断或停用，请自行判断后再提交。',
    en: 'The algorithm of this advice was cut off or switched off just now; decide from the matter and send again.',
    advice:
      'The page of breakers says why and since when. Advice comes back after samples that people check.',
  },
  'kernel.unknown-algorithm': {
    status: 404,
    zh: '没有编号为 {{algorithm}} 的算法。',
    en: 'There is no algorithm {{algorithm}}.',
    advice: 'GET /api/algorithms lists them; * stands for all.',
  },
  'kernel.not-switched-off': {
    status: 409,
    zh: '{{algorithm}} 没有被停用，或已由他人恢复。',
    en: '{{algorithm}} is not switched off, or somebody else has switched it on.',
    advice: 'Read the page again: two people acted at once.',
  },
  'kernel.register-not-in-force': {
    status: 409,
    zh: '该算法在登记簿上没有生效的登记。',
    en: 'This algorithm has no entry in force on the register.',
    advice: 'Write the draft on the page "Algorithm register" and let a second person approve it.',
  },
  'kernel.register-incomplete': {
    status: 422,
    zh: '登记内容还不完整，不能生效：{{gaps}}。',
    en: 'The entry is not complete and cannot come into force: {{gaps}}.',
    advice:
      'The editor of the register marks what is wanting. An entry without somebody who answers for it stays a draft.',
  },
  'kernel.no-draft': {
    status: 409,
    zh: '没有待批准的登记草稿，可能已被批准。',
    en: 'There is no draft to approve; it may have been approved already.',
    advice: 'Read the page again: two people acted at once.',
  },
  'kernel.draft-changed': {
    status: 409,
    zh: '登记草稿在您打开之后被他人改过，请重新读取；您写的内容还在页面上。',
    en: 'Somebody changed the draft after you opened it; read it again. What you wrote is still on the page.',
    advice: 'Two people edit one entry. Nothing was written over.',
  },
  'kernel.unknown-responsible': {
    status: 422,
    zh: '没有账号为 {{account}} 的在职人员，责任人必须是一个具体的人。',
    en: 'There is nobody with the account {{account}} whose access holds; a person has to answer for it.',
    advice: 'Name the account of a person. Whose access ended cannot answer for an algorithm.',
  },
  'kernel.unknown-department': {
    status: 422,
    zh: '没有编号为 {{department}} 的部门。',
    en: 'There is no department {{department}}.',
    advice: 'Departments of the city stand on the page "Departments".',
  },
  'kernel.stage-needs-departments': {
    status: 422,
    zh: '试点和区域推广必须选定部门，且只适用于建议指向部门的算法。',
    en: 'A pilot or a region names departments, and only advice that is about a department can begin so.',
    advice: 'Choose departments, or begin everywhere.',
  },
  'kernel.stage-passed-over': {
    status: 409,
    zh: '高风险算法不能跳过阶段：{{stages}}。',
    en: 'An algorithm of high risk passes no stage over: {{stages}}.',
    advice: 'Begin with the pilot; baseline and effect of each stage are measured.',
  },
  'kernel.filing-ahead': {
    status: 422,
    zh: '备案日期不能晚于今天。',
    en: 'A filing cannot be dated after today.',
    advice: 'Record the filing on the day it was made, or later.',
  },
  'kernel.decision-expired': {
    status: 409,
    zh: '这条建议已过期，请重新获取。',
    en: 'This advice has expired; please ask for it again.',
    advice: 'Advice is valid for a time declared by its algorithm.',
  },
  'kernel.already-settled': {
    status: 409,
    zh: '这条建议已由他人处理（{{verdict}}）。',
    en: 'This advice was already settled ({{verdict}}).',
    advice: 'Two people acted on the same advice; the first one counts.',
  },
  'kernel.nothing-to-adopt': {
    status: 409,
    zh: '这次没有可采纳的建议，请人工填写。',
    en: 'There is no advice to adopt; please decide by hand.',
    advice: 'The algorithm refused or failed; see the decision record for the cause.',
  },
  'kernel.person-required': {
    status: 403,
    zh: '这条建议须由人确认。',
    en: 'A person has to confirm this advice.',
    advice: 'The gate of the algorithm does not let a job or the system confirm.',
  },
  'kernel.second-person-required': {
    status: 403,
    zh: '须由另一人复核确认。',
    en: 'A second, different person has to confirm.',
    advice: 'The gate of the algorithm asks for two people.',
  },
  'kernel.vocabulary-version-not-found': {
    status: 404,
    zh: '没有找到这个词库版本。',
    en: 'This version of the word library was not found.',
    advice: 'Versions are never removed; the id is wrong, or of another installation.',
  },
  'kernel.vocabulary-in-force': {
    status: 409,
    zh: '词库第 {{number}} 版已经在用。',
    en: 'Version {{number}} of the word library is already in force.',
    advice: 'Somebody else put it in force meanwhile, or it was chosen twice.',
  },
  'kernel.vocabulary-nothing-read': {
    status: 422,
    zh: '文件里没有读到词，{{rows}} 行被退回。',
    en: 'No word was read from the file; {{rows}} rows were rejected.',
    advice:
      'One word in a row (.txt), a heading with `word` (.csv), or {"word": …} in a row (.jsonl), as UTF-8 or GBK.',
  },
  'kernel.vocabulary-not-text': {
    status: 422,
    zh: '文件不是可读的文本，没有导入。请另存为 UTF-8 或 GBK 编码的 .txt、.csv 或 .jsonl。',
    en: 'The file is no readable text and was not imported. Save it as .txt, .csv or .jsonl in UTF-8 or GBK.',
    advice: 'A workbook is no list: save it as CSV. A file that was cut off is not read in part.',
  },
  'kernel.vocabulary-too-long': {
    status: 422,
    zh: '一个词库版本最多 {{most}} 个词。',
    en: 'A version of the word library holds at most {{most}} words.',
    advice: 'Leave out what is never found, or replace the list instead of adding to it.',
  },
  'kernel.vocabulary-no-word': {
    status: 422,
    zh: '“{{word}}”不能作为词：不能只有符号，也不能是单个字母或数字。',
    en: '"{{word}}" cannot be a word: not signs alone, and not a single letter or digit.',
    advice: 'Signs and spaces are left out when words are looked for; a single letter stands in every text.',
  },
  'kernel.check-not-found': {
    status: 404,
    zh: '这条决策记录没有这项检查的结果。',
    en: 'This decision has no result of that check.',
    advice: 'Only a check that said mark, drop or refuse can be overridden.',
  },
  'kernel.check-not-overridable': {
    status: 409,
    zh: '这项检查的结果不能由人放行。',
    en: 'What this check said cannot be overridden.',
    advice:
      'Identities above a level, leaked instructions, foreign tokens, false quotations and core topics stay as they were decided.',
  },
  'kernel.check-overridden': {
    status: 409,
    zh: '这项检查已由他人放行。',
    en: 'Somebody has already overridden this check.',
    advice: 'The first override counts and stays in the record.',
  },
})

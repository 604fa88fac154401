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
})

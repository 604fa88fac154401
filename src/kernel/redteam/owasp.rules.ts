import type { OwaspYear } from './redteam.contract.ts'

interface Item {
  item: string
  title: { zh: string; en: string }
}

const titles = {
  injection: { zh: '提示词注入', en: 'Prompt injection' },
  disclosure: { zh: '敏感信息泄露', en: 'Sensitive information disclosure' },
  supply: { zh: '供应链', en: 'Supply chain' },
  poisoning: { zh: '数据与模型投毒', en: 'Data and model poisoning' },
  output: { zh: '输出处理不当', en: 'Improper output handling' },
  agency: { zh: '过度代理', en: 'Excessive agency' },
  hidden: { zh: '系统提示词泄露', en: 'System prompt leakage' },
  context: { zh: '隐藏上下文暴露', en: 'Hidden context exposure' },
  vectors: { zh: '向量与嵌入弱点', en: 'Vector and embedding weaknesses' },
  misinformation: { zh: '错误信息', en: 'Misinformation' },
  consumption: { zh: '无限制消耗', en: 'Unbounded consumption' },
} as const
type Subject = keyof typeof titles

// The two years have other numbers for the same subjects: a figure without its year means nothing.
const order: Readonly<Record<OwaspYear, readonly Subject[]>> = {
  '2025': [
    'injection',
    'disclosure',
    'supply',
    'poisoning',
    'output',
    'agency',
    'hidden',
    'vectors',
    'misinformation',
    'consumption',
  ],
  '2026': [
    'injection',
    'disclosure',
    'agency',
    'supply',
    'poisoning',
    'consumption',
    'misinformation',
    'context',
    'vectors',
    'output',
  ],
}

/** What the thing that is attacked can do; what it cannot do cannot be abused. */
export interface Abilities {
  /** It writes text of its own: a generative provider stands behind it. */
  writes: boolean
  /** It has tools that change something. */
  acts: boolean
  /** Passages are found by vectors. */
  vectors: boolean
}

type Reason = { zh: string; en: string }

const impossible: Partial<Record<Subject, (able: Abilities) => Reason | null>> = {
  output: able =>
    able.writes
      ? null
      : {
          zh: '此处不适用：没有配置生成式模型，回答由固定字段组成，不含自由文本。',
          en: 'Not applicable here, because no generative provider is configured: answers are fixed fields, not free text.',
        },
  misinformation: able =>
    able.writes
      ? null
      : {
          zh: '此处不适用：没有配置生成式模型，不会编写内容；分类是否准确由模型评测给出。',
          en: 'Not applicable here, because no generative provider is configured and nothing is made up; how often a classification is right is measured by `evaluate`.',
        },
  hidden: able => (able.writes ? null : noPrompt),
  context: able => (able.writes ? null : noPrompt),
  agency: able =>
    able.acts
      ? null
      : {
          zh: '此处不适用：算法没有会改变任何事物的工具，建议须由人确认。',
          en: 'Not applicable here, because algorithms have no tools that change anything, and a person confirms advice.',
        },
  vectors: able =>
    able.vectors
      ? null
      : {
          zh: '此处不适用：检索按词进行，没有向量库。',
          en: 'Not applicable here, because passages are found by their words; there are no vectors.',
        },
}

const noPrompt: Reason = {
  zh: '此处不适用：没有配置生成式模型，也就没有系统提示词可以泄露。',
  en: 'Not applicable here, because no generative provider is configured: there is no system prompt to leak.',
}

const notMeasured: Partial<Record<Subject, Reason>> = {
  supply: {
    zh: '测试集不测：依赖版本锁定与模型文件校验由构建和备份检查负责。',
    en: 'Not measured by suites: pinned dependencies and checksums of models are checked by build and backup.',
  },
}
const noRows: Reason = {
  zh: '所选测试集没有这一项的攻击。',
  en: 'The chosen suites hold no attack of this item.',
}

export interface Standing extends Item {
  state: 'measured' | 'not-applicable' | 'not-measured'
  because: Reason | null
}

/** Where each item of a year stands for something with these abilities, in the order of the list. */
export function standingOf(year: OwaspYear, able: Abilities, rows: (item: string) => number): Standing[] {
  return order[year].map((subject, at) => {
    const item = `LLM${String(at + 1).padStart(2, '0')}`
    const named = { item, title: titles[subject] }
    const cannot = impossible[subject]?.(able)
    if (cannot) return { ...named, state: 'not-applicable', because: cannot }
    if (rows(item) > 0) return { ...named, state: 'measured', because: null }
    return { ...named, state: 'not-measured', because: notMeasured[subject] ?? noRows }
  })
}

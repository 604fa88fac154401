import type { Audience, IncidentKind, RuleId, Severity } from './incident.contract.ts'

export type TextLanguage = 'zh' | 'en'

/** The facts that a text is filled from: figures and words of lists, nothing about whose data it was. */
export interface TextFacts {
  number: number
  isDrill: boolean
  kind: IncidentKind
  rule: RuleId | 'by-hand'
  /** Null while nobody graded it. */
  severity: Severity | null
  affected: number | null
  openedAt: Date
  /** Figures of the newest finding; null where a person opened it. */
  measured: number | null
  threshold: number | null
  stepsDone: readonly string[]
}

const grade: Record<Severity, Record<TextLanguage, string>> = {
  general: { zh: '一般', en: 'general' },
  'relatively-serious': { zh: '较大', en: 'relatively serious' },
  serious: { zh: '重大', en: 'serious' },
  'particularly-serious': { zh: '特别重大', en: 'particularly serious' },
}

const kind: Record<IncidentKind, Record<TextLanguage, string>> = {
  data: { zh: '数据安全事件', en: 'data security incident' },
  ai: { zh: '人工智能安全事件', en: 'AI security incident' },
}

/** What was found, in the words of a text. */
export const ruleWords: Record<RuleId | 'by-hand', Record<TextLanguage, string>> = {
  'mass-reads': { zh: '个别账号短时间内大量查看个人信息', en: 'one account viewed personal data in bulk' },
  'level-violations': {
    zh: '个别账号短时间内多次被拒绝访问超出权限的内容',
    en: 'one account was refused content beyond its clearance many times',
  },
  'many-exports': {
    zh: '个别账号短时间内导出文件异常频繁',
    en: 'one account exported files unusually often',
  },
  'large-exports': { zh: '个别账号导出数据量异常', en: 'one account exported an unusual amount of data' },
  'night-exports': { zh: '个别账号在夜间异常导出文件', en: 'one account exported files at night, unusually' },
  'safeguards-changed': {
    zh: '个别账号短时间内大量变更权限或安全设置',
    en: 'one account changed permissions or safeguards in bulk',
  },
  'accounts-locked': {
    zh: '多个账号因密码连续错误被锁定，疑似密码试探',
    en: 'many accounts were locked for wrong passwords: passwords may be being tried',
  },
  'guard-burst': {
    zh: '个别算法的输入输出被安全护栏集中拒绝，疑似受到攻击',
    en: 'the guard refused many requests to one algorithm: it may be under attack',
  },
  'breakers-at-once': {
    zh: '多个算法在短时间内因质量下降被熔断',
    en: 'several algorithms were cut off for falling quality within an hour',
  },
  'ledger-broken': {
    zh: '审计台账校验不一致，可能被篡改或回退',
    en: 'the audit ledger does not verify: it may have been altered or put back',
  },
  'by-hand': { zh: '由工作人员发现并登记', en: 'found and entered by a member of staff' },
}

const stepWords: Record<string, Record<TextLanguage, string>> = {
  contain: { zh: '已采取控制措施', en: 'contained' },
  assess: { zh: '已研判定级', en: 'assessed' },
  'tell-regulator': { zh: '已报告主管部门', en: 'regulator told' },
  'tell-persons': { zh: '已告知受影响个人', en: 'people told' },
  'tell-leaders': { zh: '已报告领导', en: 'leaders told' },
  repair: { zh: '已完成整改修复', en: 'repaired' },
  review: { zh: '已复盘', en: 'reviewed' },
}

/** A moment as texts show it, in the city's time. */
export function momentWords(
  at: Date,
  { language, timeZone }: { language: TextLanguage; timeZone: string },
): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(at)
}

const open = { zh: '【待填写：', en: '[to be filled in: ' } as const
const close = { zh: '】', en: ']' } as const
/** A gap that a person fills. */
const gap = (language: TextLanguage, what: string) => `${open[language]}${what}${close[language]}`

/** Whether a text still has gaps. */
export const hasGaps = (words: string): boolean => words.includes(open.zh) || words.includes(open.en)

function parts(facts: TextFacts, of: { language: TextLanguage; timeZone: string }) {
  const { language } = of
  const zh = language === 'zh'
  const done = facts.stepsDone.flatMap(step => stepWords[step]?.[language] ?? [])
  return {
    at: momentWords(facts.openedAt, of),
    what: ruleWords[facts.rule][language],
    kind: kind[facts.kind][language],
    grade: facts.severity === null ? gap(language, zh ? '级别' : 'grade') : grade[facts.severity][language],
    people:
      facts.affected === null
        ? gap(language, zh ? '涉及人数' : 'how many people')
        : zh
          ? `${facts.affected} 人`
          : `${facts.affected} people`,
    figures:
      facts.measured === null || facts.threshold === null
        ? ''
        : zh
          ? `监测值 ${facts.measured}，阈值 ${facts.threshold}。`
          : `Measured ${facts.measured}, threshold ${facts.threshold}.`,
    done:
      done.length > 0 ? done.join(zh ? '；' : '; ') : gap(language, zh ? '已采取的措施' : 'measures taken'),
  }
}

type Draft = (facts: TextFacts, of: { language: TextLanguage; timeZone: string }) => string[]

const regulator: Draft = (facts, of) => {
  const with_ = (what: string) => gap(of.language, what)
  const say = parts(facts, of)
  if (of.language === 'zh')
    return [
      `网络安全事件报告（第 ${facts.number} 号）`,
      `一、单位及系统基本情况：${with_('单位名称、系统名称与用途')}`,
      `二、事件情况：${say.at} 发现，类型为${say.kind}，级别研判为${say.grade}。${say.what}。${say.figures}`,
      `三、已造成的影响和危害：涉及${say.people}；${with_('影响和危害')}`,
      `四、已采取的措施及效果：${say.done}`,
      `五、原因初步分析与溯源线索：${with_('原因、攻击来源与路径、存在的漏洞')}`,
      `六、事态发展趋势及可能进一步造成的影响：${with_('趋势')}`,
      `七、拟进一步采取的措施及请求支援事项：${with_('下一步措施、请求支援')}`,
      `八、现场保护情况：审计台账与相关记录已留存，可供核验。${with_('其他情况')}`,
      `联系人及电话：${with_('联系人、电话')}`,
    ]
  return [
    `Report of a network security incident (no. ${facts.number})`,
    `1. Organisation and system: ${with_('organisation, system and its purpose')}`,
    `2. The incident: found on ${say.at}; a ${say.kind}, graded ${say.grade}. What was found: ${say.what}. ${say.figures}`.trim(),
    `3. Effects and harm so far: ${say.people} concerned; ${with_('effects and harm')}`,
    `4. Measures taken and their effect: ${say.done}`,
    `5. First analysis of the cause, and traces: ${with_('cause, source and path of the attack, weaknesses')}`,
    `6. How it may develop: ${with_('development')}`,
    `7. Measures planned and help asked for: ${with_('next measures, help asked for')}`,
    `8. Evidence: the audit ledger and the records are kept and can be verified. ${with_('anything else')}`,
    `Contact: ${with_('name, telephone')}`,
  ]
}

const persons: Draft = (facts, of) => {
  const with_ = (what: string) => gap(of.language, what)
  const say = parts(facts, of)
  if (of.language === 'zh')
    return [
      '个人信息安全事件告知书',
      `我们于 ${say.at} 发现：${say.what}。您的个人信息可能受到影响，现依法向您告知。`,
      `涉及的个人信息种类：${with_('信息种类')}`,
      `事件原因和可能造成的危害：${with_('原因、可能的危害')}`,
      `我们已采取的补救措施：${say.done}`,
      `您可以采取的减轻危害的措施：${with_('例如：警惕陌生来电、修改密码')}`,
      `联系方式：${with_('部门、电话、地址')}`,
    ]
  return [
    'Notice of an incident concerning personal data',
    `On ${say.at} we found: ${say.what}. Your personal data may be concerned; the law asks us to tell you.`,
    `Kinds of personal data: ${with_('kinds of data')}`,
    `Cause and possible harm: ${with_('cause, possible harm')}`,
    `What we did: ${say.done}`,
    `What you can do: ${with_('for instance: be wary of calls from strangers, change passwords')}`,
    `Contact: ${with_('office, telephone, address')}`,
  ]
}

const leaders: Draft = (facts, of) => {
  const with_ = (what: string) => gap(of.language, what)
  const say = parts(facts, of)
  if (of.language === 'zh')
    return [
      `${say.kind}情况专报（第 ${facts.number} 号）`,
      `${say.at}，监测发现：${say.what}。${say.figures}`,
      `当前研判级别：${say.grade}；涉及${say.people}。`,
      `处置进展：${say.done}。`,
      `需要领导决定的事项：${with_('例如：是否停用相关算法、是否对外告知')}`,
      `下一步安排：${with_('安排与时限')}`,
    ]
  return [
    `Briefing on a ${say.kind} (no. ${facts.number})`,
    `${say.at}: ${say.what}. ${say.figures}`.trim(),
    `Graded ${say.grade} for now; ${say.people} concerned.`,
    `Progress: ${say.done}.`,
    `To be decided: ${with_('for instance: whether to switch an algorithm off, whether to tell the public')}`,
    `Next: ${with_('what, until when')}`,
  ]
}

const drafts: Record<Audience, Draft> = { regulator, persons, leaders }
const marks = {
  draft: {
    zh: '（草稿，须由人核改后发出）',
    en: '(Draft, to be checked and completed by a person before it is sent)',
  },
  drill: { zh: '【演练，非真实事件】', en: '[DRILL, not a real incident]' },
} as const

/** A draft of what is to be told, from the facts alone: by rules, no model writes it. */
export function draftText(
  facts: TextFacts,
  of: { audience: Audience; language: TextLanguage; timeZone: string },
): string {
  const head = [...(facts.isDrill ? [marks.drill[of.language]] : []), marks.draft[of.language]]
  return [...head, ...drafts[of.audience](facts, of)].join('\n')
}

import type { Language } from '#base/index.ts'
import type { ListedRow, Rate, RedteamReport, Split } from './redteam.contract.ts'

const words = {
  zh: {
    title: '红队测试报告',
    target: '对象',
    guard: '护栏',
    version: '版本',
    model: '模型版本',
    seed: '随机种子',
    suites: '测试集',
    suiteHead: ['测试集', '版本', '许可', '来源', '攻击', '对照', 'SHA-256'],
    result: '结果',
    caught: '拦截率',
    alarmed: '误报率',
    changed: '未拦下的攻击中改变了建议的',
    changedBy: '同样附加正常文字时改变了建议的',
    families: '按攻击手法和对照类别',
    languages: '按语言',
    channels: '按进入途径',
    splitHead: ['类别', '拦截率', '误报率', '改变建议'],
    owasp: '按 OWASP LLM Top 10',
    owaspHead: ['年份', '编号', '名称', '拦截率或原因'],
    misses: '未拦下的攻击',
    alarms: '误报的正常文字',
    none: '没有。',
    reported: '已认定的误报与漏报复测',
    reportedLine: (total: number, failed: number) => `${total} 条，${failed} 条不符合裁定。`,
    interval: (low: string, high: string) => `95% 区间 ${low}–${high}`,
    masked: '文字中的个人信息以类型代替。区间为 Wilson 区间；样本少时区间很宽，不宜据此下结论。',
  },
  en: {
    title: 'Red-team report',
    target: 'Target',
    guard: 'the guard',
    version: 'version',
    model: 'model version',
    seed: 'seed',
    suites: 'Suites',
    suiteHead: ['suite', 'version', 'licence', 'source', 'attacks', 'controls', 'SHA-256'],
    result: 'Result',
    caught: 'Caught',
    alarmed: 'False alarms',
    changed: 'Uncaught attacks that changed the advice',
    changedBy: 'Benign texts added in the same way that changed it',
    families: 'By family',
    languages: 'By language',
    channels: 'By way in',
    splitHead: ['', 'caught', 'false alarms', 'changed the advice'],
    owasp: 'By item of the OWASP LLM Top 10',
    owaspHead: ['year', 'item', 'name', 'caught, or why not'],
    misses: 'Attacks that came through',
    alarms: 'Benign texts that were stopped',
    none: 'None.',
    reported: 'Sentences of upheld alarms',
    reportedLine: (total: number, failed: number) => `${total}, of which ${failed} are not as was ruled.`,
    interval: (low: string, high: string) => `95% interval ${low}–${high}`,
    masked:
      'Identities in texts stand as their type. Intervals are Wilson’s; where rows are few they are wide, and nothing should be concluded.',
  },
} as const

const percent = (value: number) => `${(value * 100).toFixed(1)}%`

/** A share as people read it: `93.0% (40/43; 95% interval 81.4%–97.6%)`. */
export function rateText(rate: Rate | null, language: Language): string {
  if (!rate || rate.share === null) return '—'
  const { interval } = words[language]
  return `${percent(rate.share)} (${rate.hits}/${rate.total}; ${interval(percent(rate.low), percent(rate.high))})`
}

// A text of a suite is somebody else's: in Markdown it must neither break the table nor be a link.
const cell = (text: string) =>
  text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_{}[\]<>|#!&~]/g, one => `&#${one.codePointAt(0)};`)
    .replace(
      /[\p{Cc}\p{Cf}\u{e0000}-\u{e007f}]/gu,
      one => `⟨U+${one.codePointAt(0)!.toString(16).toUpperCase()}⟩`,
    )

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')

const splitRows = (rows: readonly Split[], language: Language) =>
  rows.map(one => [
    cell(one.key),
    rateText(one.caught, language),
    rateText(one.alarmed, language),
    rateText(one.changed, language),
  ])

const mostCharacters = 300

function listOf(rows: readonly ListedRow[], language: Language): string {
  if (rows.length === 0) return words[language].none
  return rows
    .map(({ id, family, channel, effect, text }) => {
      const said = text.length > mostCharacters ? `${text.slice(0, mostCharacters).toWellFormed()}…` : text
      return `- ${cell(id)} (${cell(family)}, ${channel}${effect ? `, ${effect}` : ''}): ${cell(said)}`
    })
    .join('\n')
}

/** The whole report as Markdown. It holds no AI output: figures, and texts of suites. */
export function reportMarkdown(report: RedteamReport, language: Language): string {
  const w = words[language]
  const { target } = report
  const owasp = report.owasp.map(one => [
    one.year,
    one.item,
    one.title[language],
    one.because ? one.because[language] : rateText(one.caught, language),
  ])
  const facts = [
    `${w.target}: ${target.id === 'guard' ? w.guard : cell(target.id)}`,
    ...(target.version ? [`${w.version}: ${cell(target.version)}`] : []),
    ...(target.modelVersion ? [`${w.model}: ${cell(target.modelVersion)}`] : []),
    `${w.seed}: ${report.seed}`,
  ]
  const suites = report.suites.map(one => [
    cell(one.suite),
    String(one.version),
    cell(one.licence),
    cell(one.source),
    String(one.attacks),
    String(one.controls),
    one.sha256.slice(0, 16),
  ])
  const result = [
    `- ${w.caught}: ${rateText(report.caught, language)}`,
    `- ${w.alarmed}: ${rateText(report.alarmed, language)}`,
    ...(report.changed
      ? [
          `- ${w.changed}: ${rateText(report.changed, language)}`,
          `- ${w.changedBy}: ${rateText(report.changedByControls, language)}`,
        ]
      : []),
  ]
  const { reported } = report
  return [
    `# ${w.title}`,
    facts.map(one => `- ${one}`).join('\n'),
    w.masked,
    `## ${w.result}`,
    result.join('\n'),
    `## ${w.suites}`,
    table(w.suiteHead, suites),
    ...(['families', 'languages', 'channels'] as const).flatMap(key => [
      `## ${w[key]}`,
      table(w.splitHead, splitRows(report[key], language)),
    ]),
    `## ${w.owasp}`,
    table(w.owaspHead, owasp),
    `## ${w.reported}`,
    w.reportedLine(reported.total, reported.failed.length),
    `## ${w.misses}`,
    listOf(report.misses, language),
    `## ${w.alarms}`,
    listOf(report.falseAlarms, language),
    '',
  ].join('\n\n')
}

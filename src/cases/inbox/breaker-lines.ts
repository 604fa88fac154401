import type { MessageLine } from './message-line.ts'

const named = { to: 'named', with: ['title'] } as const

/** What people are told of the AI they work with: that it is off, and that it is back. */
export const breakerLines: readonly MessageLine[] = [
  {
    key: 'breaker-opened.roles',
    on: 'breaker-opened',
    ...named,
    zh: ['{{title}}已在{{department}}熔断', '该部门的事项由人判断，原因见“质量熔断”'],
    en: [
      '{{title}} was cut off for {{department}}',
      'People decide matters of that department; see Breakers for the reason',
    ],
  },
  {
    key: 'breaker-opened-everywhere.roles',
    on: 'breaker-opened-everywhere',
    ...named,
    zh: ['{{title}}已熔断', '相关事项由人判断，原因见“质量熔断”'],
    en: ['{{title}} was cut off', 'People decide without it; see Breakers for the reason'],
  },
  {
    key: 'breaker-half-open.roles',
    on: 'breaker-half-open',
    ...named,
    zh: ['{{title}}开始抽样恢复', '五分之一的建议重新给出，请认真核对'],
    en: ['{{title}} is shown again as samples', 'One in five; please check each with care'],
  },
  {
    key: 'breaker-closed.roles',
    on: 'breaker-closed',
    ...named,
    zh: ['{{title}}已恢复', '抽样核对合格'],
    en: ['{{title}} is back', 'The samples that people checked were good'],
  },
  {
    key: 'breaker-signal.roles',
    on: 'breaker-signal',
    ...named,
    zh: ['{{title}}有一项指标异常', '尚未熔断，请在“质量熔断”中查看'],
    en: ['One signal of {{title}} is over its limit', 'It is not cut off; please look at Breakers'],
  },
  {
    key: 'ai-switched-off.roles',
    on: 'ai-switched-off',
    ...named,
    zh: ['{{title}}已人工停用', '相关事项由人判断'],
    en: ['{{title}} was switched off by hand', 'People decide without it'],
  },
  {
    key: 'ai-on-asked.roles',
    on: 'ai-on-asked',
    ...named,
    zh: ['有人申请恢复{{title}}', '须由另一人在“质量熔断”中确认'],
    en: ['Somebody asks to switch {{title}} on again', 'Another person has to confirm on Breakers'],
  },
  {
    key: 'ai-switched-on.roles',
    on: 'ai-switched-on',
    ...named,
    zh: ['{{title}}已恢复启用', '由两人确认'],
    en: ['{{title}} was switched on again', 'Two people confirmed'],
  },
]

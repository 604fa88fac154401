import { defineErrors } from '#base/index.ts'

/** Errors of red-team runs and of the content assessment. */
export const redteamError = defineErrors({
  'kernel.suite-unreadable': {
    status: 422,
    zh: '测试集 {{file}} 第 {{line}} 行不能使用：{{problem}}',
    en: 'Line {{line}} of the suite {{file}} cannot be used: {{problem}}',
    advice:
      'The first line names the suite with licence and source, every other is a row; docs/red-team.md shows one.',
  },
  'kernel.redteam-input': {
    status: 422,
    zh: '算法 {{algorithm}} 还需要这些字段才能运行：{{fields}}。',
    en: 'Algorithm {{algorithm}} needs these fields before it can run: {{fields}}.',
    advice: 'Give them as JSON: `--with \'{"field": "value"}\'`.',
  },
  'kernel.redteam-target': {
    status: 404,
    zh: '没有可以测试的对象 {{target}}。可用：{{known}}。',
    en: 'There is no target {{target}}. There are: {{known}}.',
    advice: 'Targets are `guard` and the ids of the registered algorithms.',
  },
  'kernel.redteam-runs': {
    status: 409,
    zh: '已有一次红队测试在排队或运行，请等它结束或先取消。',
    en: 'A red-team run waits or runs already; wait for its end or cancel it.',
    advice: 'One run at a time, so that runs do not slow the work of people.',
  },
  'kernel.redteam-not-found': {
    status: 404,
    zh: '没有找到这次红队测试。',
    en: 'This red-team run was not found.',
    advice: 'Runs are never deleted; the id is wrong.',
  },
  'kernel.sheet-unreadable': {
    status: 422,
    zh: '判定表第 {{line}} 行不能使用：{{problem}}',
    en: 'Line {{line}} of the sheet of verdicts cannot be used: {{problem}}',
    advice: 'Fill in `verdict` with pass or fail and leave the other fields as they were exported.',
  },
})

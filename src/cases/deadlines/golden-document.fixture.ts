import { goldenCalendars, goldenRows } from './golden-deadlines.fixture.ts'

const verbs: { readonly [verb: string]: string } = {
  hold: '挂起',
  ask: '询问诉求人',
  resume: '恢复办理',
  answer: '诉求人答复',
  reply: '答复',
  'send-back': '退回重办',
  return: '退单',
  dispatch: '再派单',
  extend: '同意延期',
  raise: '改派并改紧急程度',
}
const urgencies: { readonly [urgency: string]: string } = {
  normal: '一般',
  urgent: '紧急',
  emergency: '特急',
}

const limitWords = (limit: string) =>
  limit
    .replace(/^(\d+)d$/, '$1 个工作日')
    .replace(/^(\d+)h$/, '$1 小时')
    .replace(/^(\d+)m$/, '$1 分钟')
const clock = (local: string) => local.replace('T', ' ')

function stepWords(step: string): string {
  const [verb = '', at = '', ...rest] = step.split(' ')
  const said = rest.map(word => urgencies[word] ?? limitWords(word)).join('，')
  return `${clock(at)} ${verbs[verb]}${said ? `（${said}）` : ''}`
}

/** `docs/sla.md`, made of the golden table so that it says what the tests check. */
export function slaDocument(): string {
  const calendars = Object.entries(goldenCalendars).map(
    ([name, one]) =>
      `| ${name} | ${one.timeZone} | ${one.hours} | ${one.off.split(' ').join('<br>') || '—'} | ${one.on.split(' ').join('<br>') || '—'} |`,
  )
  const rows = goldenRows.map(
    ([name, calendar, dispatched, limit, steps, due], index) =>
      `| ${index + 1} | ${name} | ${calendar} | ${clock(dispatched)} | ${limitWords(limit)} | ${steps.map(stepWords).join('<br>') || '—'} | ${clock(due)} |`,
  )
  return `${head}
## 日历 Calendars

ISO weekdays: 1 is Monday. Times are local.

| 名称 | 时区 | 工作时间 | 放假 | 补班 |
|---|---|---|---|---|
${calendars.join('\n')}

## 对照表 Golden table

每一行都由测试核对；期望值由另一段与产品无关的程序逐分钟算出。
Every row is checked by a test; the expected times were worked out minute by minute by a program that shares nothing with the product.

| # | 情形 | 日历 | 派单 | 时限 | 经过 | 到期 |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

const head = `<!-- Made by \`npm run generate\` from src/cases/deadlines/golden-deadlines.fixture.ts; a test compares them. -->
# 办理时限 Deadlines

- **时限从哪里来。** 按类别（含下级）× 紧急程度 × 部门（含下级）的规则，最贴近的一条有效：先看是否写明紧急程度，再看类别的层级，再看部门的远近，再看生效的早晚。没有规则时用事项自己的时限，没有事项时用全市默认（三项都不限的那条规则），再没有就没有时限。规则从生效日起管新派的工单，已经派出的不变。
- **何时走、何时停。** 从派单起走；挂起、等待诉求人答复、答复后等待核实时停。停了再走，剩余的工作时间不变；已经超期的不因为停过就不超期。办结、退单、撤回之后没有时限。
- **谁能改。** 部门申请延期，由部门负责人或派单员审批，不能批自己的；延期从原时限起算。改派不重新起算，退单后重新派单才重新起算。提高紧急程度只会提前，不会推后。
- **提醒谁。** 用去五分之四时预警（经办人、负责人）；到期时告知经办人、负责人和派单员；之后第 1 个工作日报部门负责人，第 3 个工作日报上级部门负责人，第 5 个工作日报派单员和领导。每次都在工作时间之内，每个时刻只提醒一次，由人确认。
- **签收。** 规则可另设签收时限：派单后多久之内开始办理，过时提醒经办人和派单员。
- **日历改了。** 正在办理的工单按新日历重新计算，逐件记入过程和台账；停着的到恢复时再算。

English: a limit comes from the closest rule by category × urgency × department, else the duty, else the city's default. The clock runs from dispatch and stands still on hold, while the citizen is asked and while a reply is verified; what was late stays late. An extension is ruled on by somebody who did not ask for it and counts from the old deadline. Raised urgency only brings a deadline forward. Warning at four fifths, then overdue, then up the chain 1, 3 and 5 workdays later, always in working hours, once, acknowledged by a person. When the calendar is edited, running deadlines are computed again.
`

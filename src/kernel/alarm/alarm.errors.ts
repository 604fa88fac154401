import { defineErrors } from '#base/index.ts'

/** Errors of false-alarm reports. */
export const alarmError = defineErrors({
  'kernel.alarm-not-found': {
    status: 404,
    zh: '没有找到这条误报报告。',
    en: 'This alarm was not found.',
    advice: 'Alarms are never deleted; the id is wrong.',
  },
  'kernel.alarm-words-not-found': {
    status: 422,
    zh: '在这次决策所依据的内容里没有找到这些文字，请原样复制。',
    en: 'These words do not stand in what the decision was made on; copy them as they are.',
    advice:
      'Give the words exactly as they were said, or where they begin and end. Erased content cannot be reported on.',
  },
  'kernel.alarm-reported': {
    status: 409,
    zh: '这一处已有人报告过。',
    en: 'This place was reported already.',
    advice: 'One report for each place is enough; the security administrator rules on it.',
  },
  'kernel.alarm-ruled': {
    status: 409,
    zh: '这条报告已有裁定（{{state}}）。',
    en: 'This alarm was ruled on already ({{state}}).',
    advice: 'A ruling stands. An exception that followed from it can be ended.',
  },
  'kernel.exception-too-wide': {
    status: 422,
    zh: '这个例外太宽，会放过明显的个人信息或攻击：{{example}}',
    en: 'This exception is too wide: it would let pass what is plainly meant to be found: {{example}}',
    advice: 'Name words that stand only before what is harmless, at least two characters, such as 工单号.',
  },
  'kernel.exception-not-found': {
    status: 404,
    zh: '没有找到这个例外，或它已停用。',
    en: 'This exception was not found, or has ended already.',
    advice: 'The id is wrong, or somebody else ended it.',
  },
})

import { defineErrors } from '#base/index.ts'

/** Errors of the data levels. */
export const levelError = defineErrors({
  'kernel.levels-changed': {
    status: 409,
    zh: '数据级别刚刚被他人修改，您的修改未保存，请刷新后再改。',
    en: 'Somebody changed the data levels meanwhile; your change was not saved. Look at them again.',
    advice: 'Send the number of the version in force that the change was made on.',
  },
  'kernel.level-field-not-found': {
    status: 422,
    zh: '没有这个字段或识别类型：{{name}}。',
    en: 'There is no such field or type of finding: {{name}}.',
    advice: 'Fields are named as the level map names them; an update may have renamed one.',
  },
  'kernel.level-below-contract': {
    status: 422,
    zh: '字段 {{name}} 按契约为 {{own}}，只能调高，不能调低。',
    en: 'Field {{name}} has {{own}} by its contract; it can be raised, not lowered.',
    advice: 'Choose a level above the one the product gives the field.',
  },
  'kernel.level-not-raisable': {
    status: 422,
    zh: '字段 {{name}} 不能留空，无法对级别不足的人隐藏，因此不能调高。',
    en: 'Field {{name}} cannot be left empty for who may not see it, so it cannot be raised.',
    advice: 'Fields that identify a row or say its state are always shown to who may see the row.',
  },
  'kernel.level-second-person': {
    status: 403,
    zh: '放宽保护须由另一人复核，不能由提出人自己确认。',
    en: 'What protects less has to be confirmed by somebody other than who proposed it.',
    advice: 'Ask another security administrator to look at it.',
  },
  'kernel.level-not-waiting': {
    status: 409,
    zh: '这次修改不在待复核状态，或已被之后的修改取代。',
    en: 'This change is not waiting for a second look, or a later one has taken its place.',
    advice: 'Look at the versions again; a change that was overtaken has to be made anew.',
  },
})

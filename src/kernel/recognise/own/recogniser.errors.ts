import { defineErrors } from '#base/index.ts'

/** Errors of a city's own recognisers. */
export const recogniserError = defineErrors({
  'kernel.recogniser-pattern-invalid': {
    status: 422,
    zh: '格式写法有误，无法使用。',
    en: 'The pattern cannot be read.',
    advice: 'Patterns are in RE2 syntax: no look-around, no back references, at most 1000 repeats.',
  },
  'kernel.recogniser-pattern-empty': {
    status: 422,
    zh: '这个格式可以匹配空白内容，会处处命中，请写得具体一些。',
    en: 'The pattern also fits nothing at all, and so would be found everywhere; make it narrower.',
    advice: 'A pattern of which every part may be left out fits the empty text.',
  },
  'kernel.recogniser-words-missing': {
    status: 422,
    zh: '要求出现提示词，却没有填写提示词。',
    en: 'A word is required nearby, but no words are given.',
    advice: 'Give at least one word, or do not require one.',
  },
  'kernel.recogniser-example-missed': {
    status: 422,
    zh: '示例“{{example}}”应当被识别，但没有识别出来，未保存。',
    en: 'Nothing was found in the example "{{example}}" that has to be found; it was not saved.',
    advice: 'Change the pattern, the checksum or the words, or correct the example.',
  },
  'kernel.recogniser-example-found': {
    status: 422,
    zh: '反例“{{example}}”不应被识别，却被识别了，未保存。',
    en: 'Something was found in "{{example}}", which has to stay quiet; it was not saved.',
    advice: 'Make the pattern narrower, require a word nearby, or correct the example.',
  },
  'kernel.recogniser-changed': {
    status: 409,
    zh: '这个识别器刚刚被他人修改，您的修改未保存，请刷新后再改。',
    en: 'Somebody changed this recogniser meanwhile; your change was not saved. Look at it again.',
    advice: 'Send the version the change was made on; 0 for a new recogniser.',
  },
})

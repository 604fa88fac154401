import assert from 'node:assert/strict'
import { test } from 'node:test'
import kernelEnglish from '../console/en.json' with { type: 'json' }
import kernelChinese from '../console/zh-CN.json' with { type: 'json' }
import english from './console/en.json' with { type: 'json' }
import chinese from './console/zh-CN.json' with { type: 'json' }
import { traceWords } from './trace-words.ts'

const page = { zh: chinese, en: english } as const
const record = { zh: kernelChinese, en: kernelEnglish } as const

for (const language of ['zh', 'en'] as const)
  test(`the report as a file and its page say the same words (${language})`, () => {
    const { kernel, ...own } = traceWords[language]
    for (const [key, words] of Object.entries(own))
      assert.deepEqual(words, page[language][key as keyof typeof own], key)
    for (const [key, words] of Object.entries(kernel))
      assert.deepEqual(words, record[language][key as keyof typeof kernel], key)
  })

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkBytes } from './check-file.ts'
import { madeHere } from './entry.rules.ts'
import { writeDocument } from './write-document.ts'
import { asMarkdown, asText, type DrawnStep, type WrittenDocument } from './written-document.ts'

const step = (title: string, says: DrawnStep['says'] = 'done', note = 'by the product'): DrawnStep => ({
  title,
  note,
  says,
})
const documentOf = (steps: readonly DrawnStep[]): WrittenDocument => ({
  title: 'Report',
  blocks: [
    { kind: 'heading', text: 'The way' },
    { kind: 'steps', text: 'a drawing', steps },
  ],
})
const labelling = {
  entry: madeHere({ producer: 'test', produceId: 'd1' }),
  words: { zh: '人工智能生成', en: 'Made by AI' },
  language: 'en' as const,
}

test('formats that do not draw tell the steps as a numbered list', () => {
  const document = documentOf([step('Asked'), step('Ran', 'stopped', '')])
  for (const text of [asText(document), asMarkdown(document)]) {
    assert.match(text, /1\. Asked · by the product/)
    assert.match(text, /2\. Ran\n/)
  }
})

test('every format writes a document with steps, labelled', async () => {
  const document = documentOf([step('提出'), step('护栏检查', 'marked'), step('算法运行', 'skipped')])
  for (const format of ['md', 'html', 'txt', 'docx', 'pdf', 'json'] as const) {
    const { content } = await writeDocument(document, { format, labelling })
    assert.ok(content.length > 100, format)
  }
})

test('a PDF of many steps goes over several pages with the label at the head of each', async () => {
  const many = Array.from({ length: 40 }, (_, place) => step(`Step ${place}`, 'waits', 'x'.repeat(300)))
  const { content } = await writeDocument(documentOf(many), { format: 'pdf', labelling })
  const pages = content.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
  assert.ok(pages >= 3, `${pages} pages`)
  assert.equal((await checkBytes(content, 'a.pdf')).says, 'sure')
})

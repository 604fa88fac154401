import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { byMail, outsideWorld } from '../../../test/test-outside.ts'
import { editTemplate, listTemplates, listVersions } from './edit-template.ts'
import { messageLines } from './message-lines.ts'
import { previewTemplate } from './preview-template.ts'

const template = 'reported.citizen'
const code = (wanted: string) => (error: unknown) => isCode(error, wanted)
const words = (text: string) => ({
  zh: { title: '收到 {{code}}', text },
  en: { title: 'Got {{code}}', text },
})

test("the city's own words are sent from then on, each version is kept, the shipped ones can be taken again", async t => {
  const { database, dispatcher, mail, report, deliver } = await outsideWorld(t)
  const { items } = await listTemplates(database)
  assert.equal(items.length, messageLines.length)
  const before = items.find(one => one.template === template)!
  assert.deepEqual([before.version, before.words], [0, before.shipped])
  const body = { words: words('码 {{followUpCode}}'), version: 0 }
  assert.equal((await editTemplate(database, dispatcher, { template, body })).version, 1)
  const made = await report({ ...byMail, language: 'en' })
  await deliver()
  assert.equal(mail.mails[0]!.subject, `Got ${made.code}`)
  assert.match(mail.mails[0]!.text, new RegExp(`^码 ${made.followUpCode}\n\nNo more of these: https://`))
  await editTemplate(database, dispatcher, { template, body: { words: before.shipped, version: 1 } })
  const { items: versions } = await listVersions(database, template)
  assert.deepEqual(
    versions.map(one => [one.version, one.words.zh.title]),
    [
      [2, before.shipped.zh.title],
      [1, '收到 {{code}}'],
    ],
  )
  const entries = await readEntries(database, `template:${template}`)
  assert.equal(entries.length, 2)
})

test('words that cannot be filled in are refused by name and change nothing; nobody overwrites a colleague', async t => {
  const { loop, database, dispatcher } = await outsideWorld(t)
  const save = (text: string, version = 0, which = template) =>
    editTemplate(database, dispatcher, { template: which, body: { words: words(text), version } })
  await assert.rejects(save('{{phone}} {{subject}}'), (error: unknown) => {
    assert.ok(isCode(error, 'cases.unknown-placeholder'))
    assert.equal((error as { details: { names: string } }).details.names, 'phone, subject')
    return true
  })
  await assert.rejects(save('{{code'), code('cases.broken-placeholder'))
  await assert.rejects(save('', 0, 'no.such'), code('cases.unknown-template'))
  await assert.rejects(listVersions(database, 'no.such'), code('cases.unknown-template'))
  const preview = (text: string) => previewTemplate(loop, { template, words: words(text) })
  await assert.rejects(preview('{{phone}}'), code('cases.unknown-placeholder'))
  assert.match((await preview('到 {{due}}')).words.zh.text, /^到 2026年1月9日 17:30$/)
  const results = await Promise.allSettled([save('甲'), save('乙'), save('丙')])
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of results)
    if (one.status === 'rejected') assert.ok(code('cases.stale-template')(one.reason), String(one.reason))
  assert.equal((await listVersions(database, template)).items.length, 1)
})

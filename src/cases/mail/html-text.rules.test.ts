import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { textOfHtml } from './html-text.rules.ts'

test('words stay, what steers and decorates goes, blocks become lines', () => {
  const html = `<html><head><title>t</title><style>p{color:red}</style></head><body>
    <p>幸福里 <b>12 号</b>楼&nbsp;漏水&#65281;</p><div>第二行<br>第三行</div><!-- <p>unseen</p> -->
    <script>alert("x")</script><ul><li>一</li><li>二</li></ul>5 &lt; 6 &amp; &unknown; &#x4e2d;</body></html>`
  assert.equal(textOfHtml(html), '幸福里 12 号楼 漏水！\n第二行\n第三行\n一\n二\n5 < 6 & &unknown; 中')
})

test('quoted mails are marked as in plain text', () => {
  const html = '还没有修好<blockquote>您的诉求已办结<blockquote>原文</blockquote></blockquote>谢谢'
  assert.deepEqual(textOfHtml(html).split('\n'), ['还没有修好', '> 您的诉求已办结', '> > 原文', '谢谢'])
})

test('what is broken ends somewhere', () => {
  assert.equal(textOfHtml('水管<b'), '水管')
  assert.equal(textOfHtml('水管<script>var a = "<p>漏"'), '水管')
  assert.equal(textOfHtml('水管<!-- 漏'), '水管')
  assert.equal(textOfHtml('</blockquote></blockquote>水<blockquote>管'), '水\n> 管')
  assert.equal(textOfHtml('a&#0;&#xd800;&#1114112;b'), 'ab')
  assert.equal(textOfHtml(''), '')
})

test('a large mail of opening tags alone is read in one pass', () => {
  assert.equal(textOfHtml('<style>'.repeat(20_000)), '')
  assert.equal(textOfHtml('水<div>'.repeat(20_000)).length, 39_999)
  assert.equal(textOfHtml('<blockquote>'.repeat(20_000)), '')
})

test('no input throws, and no tag of a letter stays', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      assert.equal(typeof textOfHtml(text), 'string')
      assert.ok(!textOfHtml(`<p>${text.replaceAll(/[<&]/g, '')}</p>`).includes('<p>'))
    }),
  )
})

test('cells of a table stand apart, its rows are lines', () => {
  const table =
    '<table><tr><th>电话</th><th>地址</th></tr>\n<tr><td>13800138000</td><td>12号</td> <td></td></tr></table>'
  assert.equal(textOfHtml(table), '电话 地址\n13800138000 12号')
  assert.equal(textOfHtml('<td>一</td><td><p>二</p></td>'), '一\n二')
})

test('any words that are written as HTML are read as they were', () => {
  const letter = fc.constantFrom(
    '路',
    '灯',
    'a',
    '<',
    '>',
    '&',
    '"',
    ' ',
    '\n',
    '#',
    ';',
    'amp',
    '😀',
    '\u00a0',
  )
  const escapes: ((text: string) => string)[] = [
    text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    text => [...text].map(sign => (/\s/.test(sign) ? sign : `&#${sign.codePointAt(0)};`)).join(''),
    text =>
      [...text].map(sign => (/\s/.test(sign) ? sign : `&#X${sign.codePointAt(0)!.toString(16)};`)).join(''),
  ]
  const property = fc.property(fc.string({ unit: letter, maxLength: 30 }), text => {
    const plain = text.replaceAll(/\s+/g, ' ').trim()
    for (const written of escapes) {
      assert.equal(textOfHtml(written(text)), plain)
      assert.equal(textOfHtml(`<div class="a">${written(text)}</div><script>&lt;x</script>`), plain)
    }
  })
  fc.assert(property, { seed: 12345, numRuns: 500 })
})

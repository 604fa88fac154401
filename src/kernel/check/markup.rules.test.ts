import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isAllowed, neutralise } from './markup.rules.ts'

const hosts = ['gov.cn', 'city.example']
const of = (text: string) => neutralise(text, hosts)

test('plain Markdown stays as it is: tables, lists, headings, emphasis, code, citations', () => {
  const text = '# 题\n\n| a | b |\n|---|---|\n| 1 < 2 | x & y |\n\n- **一** *二* `三`[1]\n1. 四 [2][3]\n> 五'
  assert.equal(of(text).says, 'pass')
  assert.equal(of(text).text.replaceAll('] [', ']['), text)
})

test('links lead to allowed hosts and to the product itself, all others are their words', () => {
  const kept = '[网](https://www.gov.cn/a?b=1) [件](/cases/12) https://city.example/x <https://gov.cn>'
  assert.deepEqual(of(kept), { text: kept, says: 'pass', because: [], overridable: true })
  const said = of(
    '[一](http://evil.com) [二](javascript:alert(1)) [三](//evil.com) [四](/\\evil.com) [五](data:text/html,x) 六 https://evil.com/?q=1。www.evil.com <http://evil.com>',
  )
  assert.equal(said.text, '一 二 三 四 五 六 。 ')
  assert.deepEqual([said.says, said.because, said.overridable], ['drop', ['link'], false])
})

test('an address is read as a browser reads it', () => {
  for (const good of ['https://gov.cn', 'https://a.gov.cn/x', '/a/b', 'HTTP://GOV.CN/'])
    assert.ok(isAllowed(good, hosts), good)
  for (const bad of [
    'https://evilgov.cn',
    'https://gov.cn.evil.com',
    'https://gov.cn@evil.com',
    'https://somebody@gov.cn/',
    'https://gov.cn:8443/',
    'https://gov.cn\\@evil.com',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    'java&Tab;script:alert(1)',
    '//gov.cn',
    '/\\gov.cn',
    'ftp://gov.cn',
    '/a?next=//evil.com',
    'https://',
    '',
  ])
    assert.ok(!isAllowed(bad, hosts), bad)
})

test('a link that shows one address and leads to another is its words', () => {
  assert.equal(of('[https://bank.com](https://gov.cn)').text, '')
  assert.equal(of('[www.bank.com 网](https://gov.cn)').text, ' 网')
})

test('images are words, also nested in links and by reference', () => {
  assert.equal(of('![图](http://evil.com/x.png?d=secret)').text, '图')
  assert.equal(of('[![图](http://e.com/a)](https://gov.cn)').text, '[图](https://gov.cn)')
  assert.deepEqual(of('![图][ref]\n[ref]: http://evil.com').because, ['image', 'link'])
  assert.ok(!/\]:|evil/.test(of('![图][ref]\n[ref]: http://evil.com').text))
})

test('HTML is text; what fetches or holds code is gone', () => {
  assert.equal(of('<b>好</b><br>的').text, '&lt;b>好&lt;/b> 的')
  assert.equal(of('<b>好</b>').says, 'mark')
  assert.equal(of('甲<script>alert(1)</script>乙<img src=x onerror=alert(1)>丙<!-- x -->丁').text, '甲乙丙丁')
  assert.equal(of('甲<svg onload=alert(1)>').text, '甲')
  assert.ok(!/<[a-z/!?]/i.test(of('<scr<script></script>ipt>alert(1)</script>').text))
  assert.ok(!/javascript:/i.test(of('javajavascript:script:alert(1)').text))
})

test('what is not seen is taken out', () => {
  const said = of('甲\u200b乙\u202e丙\u{e0041}⚠\ufe0f')
  assert.equal(said.text, '甲乙丙⚠\ufe0f')
  assert.deepEqual(said.because, ['hidden-characters'])
})

test('whatever is put together, nothing live is left', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '!',
    '<',
    '>',
    'a',
    '甲',
    ' ',
    '\n',
    ':',
    '/',
    '//',
    'http://evil.com',
    'https://gov.cn',
    'javascript:',
    'script',
    'img src=x',
    '<!--',
    '-->',
    '](',
    '\u200b',
    '"',
    '\\',
    '&lt;',
    '\ue0000\ue001',
    'www.',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 25 }).map(all => all.join('')),
      text => {
        const once = of(text).text
        // Behind an allowed host another one is only a path.
        assert.ok(!/evil/.test(once.replaceAll(/https:\/\/gov\.cn[^\s()<>"]*/g, '')), once)
        assert.ok(!/<(?!https:\/\/gov\.cn)[a-z/!?]/i.test(once), once)
        assert.ok(!/!\[[^\]]*\]\(/.test(once), once)
        assert.ok(!/javascript:/i.test(once), once)
      },
    ),
    { seed: 9, numRuns: 3000 },
  )
})

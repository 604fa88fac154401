import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digestMail } from './digest-mail.ts'
import { failedStatus, ourMessageIds } from './mail-kind.rules.ts'
import {
  base64Part,
  bounceOf,
  filePart,
  gb18030Text,
  gbkSubject,
  mailOf,
  mailWith,
  multipart,
  word,
} from './mails.fixture.ts'
import { parseMail } from './parse-mail.ts'

const html =
  '<html><head><style>p{}</style></head><body><p>幸福里 <b>12 号楼</b>漏水</p><p>请尽快来人</p></body></html>'

test('words and sender of an ordinary mail', async () => {
  const mail = await parseMail(mailOf({ headers: { 'X-Mailer': 'test', Received: 'first' } }))
  assert.deepEqual([mail.from, mail.fromName], ['li@mail.example', '李明'])
  assert.deepEqual([mail.subject, mail.text], ['路灯不亮', '幸福里小区门口的路灯不亮三天了。'])
  assert.deepEqual([mail.header('x-mailer'), mail.header('none'), mail.files], ['test', undefined, []])
})

test('Chinese charsets, in head and body', async () => {
  const subject = `=?GBK?B?${gbkSubject.toString('base64')}?=`
  const body = base64Part('text/plain; charset="gb18030"', gb18030Text)
  const mail = await parseMail(mailWith({ subject, from: `=?gb2312?Q?=C2=B7?= <LI@Mail.Example>` }, body))
  assert.deepEqual([mail.subject, mail.text], ['路灯不亮', '幸福里小区𠀀'])
  assert.deepEqual([mail.from, mail.fromName], ['li@mail.example', '路'])
  const raw = mailWith(
    {},
    { type: 'text/plain; charset=gbk', headers: { 'Content-Transfer-Encoding': '8bit' }, body: gbkSubject },
  )
  assert.equal((await parseMail(raw)).text, '路灯不亮')
})

test('parts within parts: the text once, pictures inside it and files beside it', async () => {
  const alternative = multipart(
    'alternative',
    [
      base64Part('text/plain; charset=utf-8', Buffer.from('纯文本')),
      base64Part('text/html; charset=utf-8', Buffer.from('<p>HTML</p><img src="cid:logo">')),
    ],
    'inner',
  )
  const related = multipart(
    'related',
    [
      alternative,
      base64Part('image/png', Buffer.alloc(100), { 'Content-ID': '<logo>', 'Content-Disposition': 'inline' }),
    ],
    'middle',
  )
  const mail = await parseMail(
    mailWith(
      {},
      multipart('mixed', [related, filePart('现场照片.jpg', Buffer.from('photo'), 'image/jpeg')], 'outer'),
    ),
  )
  assert.equal(mail.text, '纯文本')
  assert.deepEqual(
    mail.files.map(({ name, inside, content }) => [name, inside, content.length]),
    [
      ['file-1', true, 100],
      ['现场照片.jpg', false, 5],
    ],
  )
  assert.equal(mail.files[1]!.content.toString(), 'photo')
})

test('HTML alone becomes text', async () => {
  const mail = await parseMail(mailWith({}, base64Part('text/html; charset=utf-8', Buffer.from(html))))
  assert.equal(mail.text, '幸福里 12 号楼漏水\n请尽快来人')
  const blank = multipart(
    'alternative',
    [
      base64Part('text/plain', Buffer.from(' \r\n')),
      base64Part('text/html; charset=utf-8', Buffer.from(html)),
    ],
    'x',
  )
  assert.match((await parseMail(mailWith({}, blank))).text, /^幸福里/)
})

test('what a mail server sends back says which message it was and why', async () => {
  const id = '0197a3f2-1111-7abc-8def-0123456789ab'
  const mail = await parseMail(bounceOf(id))
  assert.ok(mail.partTypes.includes('message/delivery-status'))
  assert.deepEqual([failedStatus(mail.report), ourMessageIds(mail.report)], ['5.1.1', [id]])
  assert.equal(failedStatus((await parseMail(bounceOf(id, '4.4.1', 'delayed'))).report), null)
})

test('a mail within a mail is a file, and its words are not taken for the sender’s', async () => {
  const inner = mailOf({ from: 'wang@mail.example', text: '别人的话' })
  const mail = await parseMail(mailOf({ text: '见转发', parts: [{ type: 'message/rfc822', body: inner }] }))
  assert.deepEqual([mail.from, mail.text], ['li@mail.example', '见转发'])
  assert.deepEqual([mail.files.length, mail.files[0]!.content.includes('From: wang@mail.example')], [1, true])
})

test('what is broken is read as far as it goes, or not at all', async () => {
  const broken = mailOf({ parts: [filePart('a.jpg', Buffer.from('photo'))] }).subarray(0, -60)
  assert.equal((await parseMail(broken)).text, '幸福里小区门口的路灯不亮三天了。')
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))
  assert.equal((await parseMail(noise)).from, '')
  assert.equal((await parseMail(Buffer.alloc(0))).from, '')
  const unknown = mailWith(
    { from: 'undisclosed' },
    base64Part('text/plain; charset=x-none', Buffer.from('abc')),
  )
  assert.equal((await parseMail(unknown)).text, 'abc')
  let nested = mailOf()
  for (let depth = 0; depth < 80; depth++)
    nested = mailWith(
      {},
      multipart('mixed', [{ type: `multipart/mixed; boundary="m${depth - 1}"`, body: nested }], `m${depth}`),
    )
  await parseMail(nested).then(
    mail => assert.ok(mail.text.length >= 0),
    error => assert.ok(error instanceof Error),
  )
})

test('a thousand headers are read, two million letters of them are refused', async () => {
  const headers = (count: number, size: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`X-Header-${at}`, 'a'.repeat(size)]))
  const mail = await parseMail(mailOf({ headers: headers(1000, 60) }))
  assert.deepEqual([mail.header('x-header-999')?.length, mail.from], [60, 'li@mail.example'])
  await assert.rejects(parseMail(mailOf({ headers: headers(1000, 2000) })))
})

test('a mail is known again on another way, and never taken for another', () => {
  const id = '<one@mail.example>'
  const mail = mailOf({ id })
  const other = mailOf({ id, headers: { Received: 'by another way', 'X-Spam': 'no' } })
  assert.ok(digestMail(mail).equals(digestMail(other)))
  assert.ok(!digestMail(mail).equals(digestMail(mailOf({ id: '<two@mail.example>' }))))
  assert.ok(!digestMail(mail).equals(digestMail(mailOf({ id, text: '别的' }))))
  const folded = Buffer.from(mail.toString('latin1').replace('Message-ID: ', 'message-id:\r\n '), 'latin1')
  assert.ok(digestMail(mail).equals(digestMail(folded)))
  const without = (text: string) => Buffer.from(`From: a@b.example\r\nSubject: ${text}\r\n\r\nx`)
  assert.ok(!digestMail(without('1')).equals(digestMail(without('2'))))
  const inBody = Buffer.from(`From: a@b.example\r\n\r\nMessage-ID: ${id}`)
  assert.ok(!digestMail(inBody).equals(digestMail(Buffer.from(`From: c@b.example\r\n\r\nMessage-ID: ${id}`))))
  assert.equal(word('a'), '=?UTF-8?B?YQ==?=')
})

test('a large mail is read in a thread, while others are answered', async () => {
  const photo = Buffer.alloc(4 << 20, 'photo')
  let turns = 0
  const beating = setInterval(() => turns++, 1)
  try {
    const mail = await parseMail(
      mailOf({ parts: [filePart('现场.jpg', photo)], headers: { 'X-Test': 'kept' } }),
    )
    assert.deepEqual(
      [mail.from, mail.text, mail.header('x-test')],
      ['li@mail.example', '幸福里小区门口的路灯不亮三天了。', 'kept'],
    )
    assert.ok(mail.files[0]!.content.equals(photo) && Buffer.isBuffer(mail.files[0]!.content))
    assert.ok(turns > 0, 'the process went on')
  } finally {
    clearInterval(beating)
  }
  const headers = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`X-${at}`, 'a'.repeat(2000)]))
  await assert.rejects(parseMail(mailOf({ headers })), 'what the thread throws is thrown here')
})

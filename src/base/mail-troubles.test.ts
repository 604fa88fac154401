import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { testMailServer } from '../../test/fixtures/mail-server.ts'
import { type CatalogueError, isCode } from './errors.ts'
import { isMailAddress, type Mail, sendMail } from './send-mail.ts'

const mail: Mail = { id: '0190-a', to: 'li@example.org', subject: '您的诉求', text: '已收到。' }
const from = '青岚市 12345 <noreply@qinglan.example>'

type Script = Partial<Record<'hello' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'end', string | null>>

/** A mail server that answers each command with the line it is told; null: it breaks off. */
async function talking(t: TestContext, script: Script) {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const usual = {
    hello: '220 here',
    EHLO: '250 here',
    AUTH: '235 in',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go',
    end: '250 taken',
  }
  const server = createServer(socket => {
    sockets.add(socket)
    let inData = false
    const say = (at: keyof Script) => {
      const line = script[at] === undefined ? usual[at] : script[at]
      if (line === null) socket.destroy()
      else socket.write(`${line}\r\n`)
    }
    socket.on('error', () => undefined)
    socket.on('data', chunk => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        heard.push(line)
        if (inData) {
          if (line !== '.') continue
          inData = false
          say('end')
          continue
        }
        const word = line.slice(0, 4).toUpperCase() as keyof Script
        if (word in usual) say(word)
        else socket.write('221 bye\r\n')
        inData = word === 'DATA' && script.DATA === undefined
      }
    })
    say('hello')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { heard, host: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const failed =
  (code: string, details: Record<string, unknown> = {}) =>
  (error: unknown) => {
    assert.ok(isCode(error, code), String(error))
    for (const [name, value] of Object.entries(details))
      assert.equal((error as CatalogueError).details?.[name], value)
    return true
  }

test('what a server answers decides whether trying again helps', async t => {
  const golden: [string, Script, string, Record<string, unknown>?][] = [
    ['it takes nobody today', { hello: '554 no service' }, 'base.mail-unreachable'],
    ['it is too busy to greet', { hello: '421 later' }, 'base.mail-unreachable'],
    ['it breaks off at once', { hello: null }, 'base.mail-unreachable'],
    ['it talks another language', { hello: 'SSH-2.0-OpenSSH' }, 'base.mail-unreachable'],
    ['it takes no mail of this sender', { MAIL: '550 not you' }, 'base.mail-refused', { status: 550 }],
    ['it wants the sender later', { MAIL: '451 later' }, 'base.mail-unreachable', { reason: '451' }],
    ['it knows nobody of this name', { RCPT: '550 unknown' }, 'base.mail-refused', { status: 550 }],
    ['the box has moved', { RCPT: '551 gone' }, 'base.mail-refused', { status: 551 }],
    ['the box is full', { RCPT: '452 full' }, 'base.mail-unreachable', { reason: '452' }],
    ['it lists new senders in grey', { RCPT: '450 come again' }, 'base.mail-unreachable', { reason: '450' }],
    ['it breaks off at the name', { RCPT: null }, 'base.mail-unreachable'],
    ['it finds the mail too large', { end: '552 too large' }, 'base.mail-refused', { status: 552 }],
    ['it takes it for rubbish', { end: '554 spam' }, 'base.mail-refused', { status: 554 }],
    ['its disk is full', { end: '452 no room' }, 'base.mail-unreachable', { reason: '452' }],
    ['it breaks off before it says that it has it', { end: null }, 'base.mail-unreachable'],
  ]
  for (const [name, script, code, details] of golden)
    await t.test(name, async t => {
      const { host } = await talking(t, script)
      const sending = sendMail({ url: `smtp://${host}`, from }, { ...mail, timeoutMilliseconds: 2000 })
      await assert.rejects(sending, failed(code, details))
    })
  await t.test('it takes it', async t => {
    const { host, heard } = await talking(t, {})
    await sendMail({ url: `smtp://${host}`, from }, mail)
    assert.ok(heard.includes('MAIL FROM:<noreply@qinglan.example>'))
    assert.ok(heard.includes('RCPT TO:<li@example.org>'))
  })
})

test('an account that is refused says nothing about the recipient; its password is in no error', async t => {
  const { host, heard } = await talking(t, { EHLO: '250-here\r\n250 AUTH PLAIN', AUTH: '535 wrong' })
  const sending = sendMail({ url: `smtp://hub:geheim-7@${host}`, from }, mail)
  await assert.rejects(sending, error => {
    assert.ok(failed('base.mail-unreachable', { reason: '535' })(error))
    assert.equal(JSON.stringify([error, String(error), (error as Error).stack]).includes('geheim-7'), false)
    return true
  })
  assert.ok(heard.some(line => line.startsWith('AUTH PLAIN')))
  assert.equal(
    heard.some(line => line.startsWith('MAIL')),
    false,
  )
})

test('a server that should speak in secret and does not is told nothing', async t => {
  const { host, heard } = await talking(t, {})
  const sending = sendMail(
    { url: `smtps://hub:geheim-7@${host}`, from },
    { ...mail, timeoutMilliseconds: 1000 },
  )
  await assert.rejects(sending, failed('base.mail-unreachable'))
  assert.equal(heard.join('').includes('geheim-7'), false)
})

test('nothing that somebody wrote becomes a header, a command or the end of the mail', async t => {
  const server = await testMailServer(t)
  const golden: [string, Partial<Mail>, (got: (typeof server.mails)[number]) => void][] = [
    [
      'a subject of several lines',
      { subject: 'a\r\nBcc: x@y.example\r\n\r\nbody' },
      got => assert.equal(got.subject, 'a Bcc: x@y.example body'),
    ],
    [
      'a subject of tabs and wide blanks',
      { subject: '一\t\t二\u3000三' },
      got => assert.equal(got.subject, '一 二 三'),
    ],
    ['a long subject', { subject: '长'.repeat(300) }, got => assert.equal(got.subject, '长'.repeat(300))],
    ['an empty subject', { subject: '' }, got => assert.equal(got.subject, '')],
    [
      'a point alone on a line',
      { text: 'one\n.\nMAIL FROM:<x@y.example>\n.\ntwo' },
      got => assert.equal(got.text, 'one\n.\nMAIL FROM:<x@y.example>\n.\ntwo'),
    ],
    [
      'lines of every kind',
      { text: '一\r\n二\r三\n四' },
      got => assert.match(got.text, /^一\n二\r?\n?三\n四$/),
    ],
    [
      'a line of ten thousand signs',
      { text: 'x'.repeat(10_000) },
      got => assert.equal(got.text, 'x'.repeat(10_000)),
    ],
    ['signs beyond the plane', { text: '𠮷野家 👍🏽' }, got => assert.equal(got.text, '𠮷野家 👍🏽')],
    [
      'an id with a line in it',
      { id: 'a>\r\nBcc: x@y.example' },
      got => assert.equal(got.headers.has('bcc'), false),
    ],
    [
      'a way out with a line in it',
      { unsubscribeUrl: 'https://c.example/\r\nBcc: x@y.example' },
      got => assert.equal(got.headers.has('bcc'), false),
    ],
    [
      'what looks like HTML',
      { text: '<script>1</script>' },
      got => assert.match(got.headers.get('content-type') ?? '', /^text\/plain/),
    ],
  ]
  for (const [name, given, check] of golden)
    await t.test(name, async () => {
      server.mails.length = 0
      await sendMail({ url: server.url, from }, { ...mail, ...given })
      assert.equal(server.mails.length, 1)
      const [got] = server.mails
      assert.equal(got!.to, 'li@example.org')
      assert.equal(got!.headers.get('auto-submitted'), 'auto-generated')
      check(got!)
    })
})

test('what is one address and what is not', () => {
  const golden: [string, boolean][] = [
    ['li@example.org', true],
    ["o'neil+a=b@mail.example", true],
    ['李@例子.中国', true],
    ['a@b', true],
    [`${'a'.repeat(242)}@example.org`, true],
    [`${'a'.repeat(243)}@example.org`, false],
    ['a@b@c.example', false],
    ['"a b"@c.example', false],
    ['a@b.example;c@d.example', false],
    ['a@b.example:c', false],
    ['a@[127.0.0.1]', false],
    ['a(comment)@b.example', false],
    ['a\\@b.example', false],
    ['a\0@b.example', false],
    ['a@b.example\u0085', false],
    [' a@b.example', false],
    ['a@b.example ', false],
    ['a\u3000@b.example', false],
  ]
  for (const [text, expected] of golden)
    assert.equal(isMailAddress(text), expected, JSON.stringify(text.slice(0, 40)))
})

import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { testMailServer } from '../../test/fixtures/mail-server.ts'
import { isCode } from './errors.ts'
import { isMailAddress, sendMail } from './send-mail.ts'

const mail = { id: '0190-a', to: 'li@example.org', subject: '您的诉求', text: '已收到。\n请保存查询码。' }

test('a mail arrives as it was written, with an id that stays and a way to end the mails', async t => {
  const server = await testMailServer(t)
  const from = '青岚市 12345 <noreply@qinglan.example>'
  const unsubscribeUrl = 'https://qinglan.example/public/opt-out?code=ABC'
  await sendMail({ url: server.url, from }, { ...mail, unsubscribeUrl })
  const [got] = server.mails
  assert.equal(got!.to, 'li@example.org')
  assert.equal(got!.from, 'noreply@qinglan.example')
  assert.equal(got!.subject, '您的诉求')
  assert.equal(got!.text, mail.text)
  assert.equal(got!.headers.get('message-id'), '<0190-a@chengshu>')
  assert.equal(got!.headers.get('list-unsubscribe'), `<${unsubscribeUrl}>`)
})

test('an address is one address: line breaks, names and lists are refused before a server hears of them', async t => {
  const server = await testMailServer(t)
  const bad = [
    'a@b.example\r\nRCPT TO:<x@y.example>',
    'a@b.example\nBcc: x@y.example',
    'a@b.example,x@y.example',
    'Li <a@b.example>',
    'a b@c.example',
    '@b.example',
    'a@',
    `${'a'.repeat(250)}@b.example`,
    '',
  ]
  for (const to of bad) {
    assert.equal(isMailAddress(to), false, to)
    const sending = sendMail({ url: server.url, from: 'a@b.example' }, { ...mail, to })
    await assert.rejects(sending, (error: unknown) => isCode(error, 'base.mail-address-refused'))
  }
  assert.equal(isMailAddress('li.wei+12345@mail.example'), true)
  const subject = '一\r\nBcc: x@y.example'
  await sendMail({ url: server.url, from: 'a@b.example' }, { ...mail, subject })
  assert.equal(server.mails.length, 1)
  assert.equal(server.mails[0]!.headers.has('bcc'), false)
})

test('a recipient the server does not know is refused for good; a server that is busy is tried again', async t => {
  const server = await testMailServer(t)
  const send = (to: string) => sendMail({ url: server.url, from: 'a@b.example' }, { ...mail, to })
  server.refuse = 550
  await assert.rejects(send('no@b.example'), (error: unknown) => isCode(error, 'base.mail-refused'))
  server.refuse = 451
  await assert.rejects(send('no@b.example'), (error: unknown) => isCode(error, 'base.mail-unreachable'))
})

async function listening(t: TestContext, talk: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server: Server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    talk(socket)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `smtp://127.0.0.1:${(server.address() as { port: number }).port}`
}

test('a server that hangs, or that drips a byte now and then, or is not there, is given up', async t => {
  const hangs = await listening(t, () => undefined)
  const drips = await listening(t, socket => {
    const timer = setInterval(() => socket.write('2'), 20)
    socket.on('close', () => clearInterval(timer))
  })
  for (const url of [hangs, drips, 'smtp://127.0.0.1:1']) {
    const sending = sendMail({ url, from: 'a@b.example' }, { ...mail, timeoutMilliseconds: 300 })
    await assert.rejects(sending, (error: unknown) => isCode(error, 'base.mail-unreachable'), url)
  }
})

import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../../test/test-database.ts'
import type { Mailbox } from './imap-session.ts'
import { mailOf } from './mails.fixture.ts'
import { readMailbox } from './read-mailbox.ts'

const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find(path => existsSync(path))
const version = program ? execFileSync(program, ['--version']).toString() : ''
const skip = version.startsWith('2.3') ? false : 'no Dovecot 2.3 on this machine'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', () => done()))
  const { port } = server.address() as AddressInfo
  await new Promise<void>(done => server.close(() => done()))
  return port
}

const answers = (port: number) =>
  new Promise<boolean>(done => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => done(true)).once('error', () => done(false))
    socket.once('close', () => done(false))
    socket.once('data', () => socket.destroy())
  })

// Dovecot reads no mail as root.
const isRoot = process.getuid?.() === 0
const owner = isRoot ? { uid: 65_534, gid: 65_534 } : { uid: process.getuid!(), gid: process.getgid!() }

const settings = (folder: string, port: number, user: string) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1
mail_location = maildir:${folder}/mail
first_valid_uid = ${owner.uid}
last_valid_uid = 0
${isRoot ? '' : `default_internal_user = ${user}\ndefault_login_user = ${user}\ndefault_internal_group = ${user}`}
passdb {
  driver = static
  args = password=secret7
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail
}
service imap-login {
  ${isRoot ? '' : 'chroot ='}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`

/** Dovecot with one mailbox; what is put into it is new mail. */
async function testDovecot(t: TestContext): Promise<{ mailbox: Mailbox; put(raw: Buffer): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-dovecot-'))
  const port = await freePort()
  await chmod(folder, 0o755)
  for (const name of ['mail', 'mail/new', 'mail/cur', 'mail/tmp']) {
    await mkdir(join(folder, name))
    if (isRoot) await chown(join(folder, name), owner.uid, owner.gid)
  }
  const user = execFileSync('id', ['-un']).toString().trim()
  await writeFile(join(folder, 'dovecot.conf'), settings(folder, port, user))
  const server = spawn(program!, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const ended = new Promise<void>(done => server.once('exit', () => done()))
  t.after(async () => {
    server.kill()
    await ended
    await rm(folder, { recursive: true, force: true })
  })
  let isEnded = false
  void ended.then(() => (isEnded = true))
  while (!(await answers(port))) {
    if (isEnded) throw new Error(await readFile(join(folder, 'log'), 'utf8').catch(() => 'no log'))
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  let count = 0
  const put = async (raw: Buffer) => {
    const path = join(folder, 'mail/new', `${1_700_000_000 + ++count}.M${count}.host`)
    await writeFile(path, raw)
    if (isRoot) await chown(path, owner.uid, owner.gid)
  }
  const name = 'hotline@dovecot/INBOX'
  const mailbox = {
    host: '127.0.0.1',
    port,
    secure: false,
    user: 'hotline',
    password: 'secret7',
    folder: 'INBOX',
    name,
  }
  return { mailbox, put }
}

test('a mailbox of Dovecot is read as one of any server', { skip }, async t => {
  const { mailbox, put } = await testDovecot(t)
  const { database } = await testDatabase(t)
  const read = () => readMailbox({ database, mailbox })
  const mails = async () =>
    (
      await sql<{ state: string; raw: Buffer | null }>`
        select state, raw from cases.mail join cases.mail_content on mail_id = id order by uid`.execute(
        database,
      )
    ).rows
  assert.equal(await read(), 0)
  const first = mailOf({ text: '第一封' })
  await put(first)
  await put(mailOf({ text: '第二封' }))
  assert.equal(await read(), 2)
  assert.ok((await mails())[0]!.raw!.equals(first), 'byte by byte')
  assert.equal(await read(), 0)
  await put(Buffer.concat([mailOf({ text: '太大' }), Buffer.alloc(26 << 20, 'aaaaaaaaaaaaaaaa\r\n')]))
  await put(first)
  await put(mailOf({ text: '第三封' }))
  assert.equal(await read(), 3)
  assert.deepEqual(
    (await mails()).map(one => [one.state, one.raw === null]),
    [
      ['waiting', false],
      ['waiting', false],
      ['refused', true],
      ['waiting', false],
    ],
  )
  await assert.rejects(
    readMailbox({ database, mailbox: { ...mailbox, password: 'wrong', name: 'a' } }),
    /sign-in/,
  )
  await assert.rejects(
    readMailbox({ database, mailbox: { ...mailbox, folder: '没有', name: 'b' } }),
    /folder/,
  )
})

import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSignInSecret } from './sign-in-secret.ts'

test('the secret is made once, for the owner alone, also by starts at the same time', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-secret-'))
  t.after(() => rm(folder, { recursive: true }))
  const inner = join(folder, 'data')
  const secrets = await Promise.all(Array.from({ length: 8 }, () => openSignInSecret(inner)))
  assert.equal(new Set(secrets).size, 1)
  assert.match(secrets[0]!, /^[\w-]{64}$/)
  assert.equal(await openSignInSecret(inner), secrets[0])
  assert.deepEqual(await readdir(inner), ['sign-in.secret'])
  assert.equal((await stat(join(inner, 'sign-in.secret'))).mode & 0o777, 0o600)
})

test('a secret that others can read, or a short one, is refused', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-secret-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'sign-in.secret')
  await openSignInSecret(folder)
  await chmod(file, 0o644)
  await assert.rejects(openSignInSecret(folder), /identity.broken-secret/)
  await chmod(file, 0o600)
  await writeFile(file, 'short')
  await assert.rejects(openSignInSecret(folder), /identity.broken-secret/)
})

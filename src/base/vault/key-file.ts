import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { freshBytes } from '../random-pool.ts'
import { cipherOf } from './ciphers.ts'
import type { KeyFacts, MasterKey } from './master-key.ts'
import { vaultError } from './vault.errors.ts'

const line = /^chengshu-master-1:([A-Za-z0-9_-]{43})$/m

const comment = [
  '# Master key of a Chengshu hub. Without it nothing that was sealed can be read, and no backup of the database helps.',
  '# Keep a copy where this machine cannot lose it, and let nobody see it.',
]

const hasCode = (error: unknown, code: string) => (error as NodeJS.ErrnoException)?.code === code

/** True when others than the owner may read the file; on Windows rights are not to be seen here. */
export async function isOpenToOthers(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const facts = await stat(file).catch(() => undefined)
  return facts !== undefined && (facts.mode & 0o077) !== 0
}

/**
 * Makes a key file for the owner alone, whole and on disk before it has its name. Of two that start at once one wins.
 * @returns false when there was one already: it is never written over.
 */
export async function makeKeyFile(file: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(4).toString('hex')}.partial`
  const text = [...comment, `chengshu-master-1:${randomBytes(32).toString('base64url')}`, ''].join('\n')
  try {
    await using handle = await open(draft, 'wx', 0o600)
    await handle.writeFile(text)
    await handle.sync()
    await link(draft, file)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw vaultError('base.master-key-invalid', { file, reason: (error as Error).message })
  } finally {
    await rm(draft, { force: true })
  }
}

/** The master key of a file; undefined when there is no file. @throws base.master-key-invalid */
export async function readKeyFile(file: string): Promise<MasterKey | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined
    throw vaultError('base.master-key-invalid', { file, reason: (error as Error).message })
  }
  const secret = line.exec(text)?.[1]
  if (!secret)
    throw vaultError('base.master-key-invalid', { file, reason: 'the line chengshu-master-1:… is missing' })
  return fileMaster(file, Buffer.from(secret, 'base64url'))
}

const factsOf = ({ id, purpose, cipher }: KeyFacts) =>
  Buffer.from(`chengshu data key ${id} ${purpose} ${cipher}`)

// Wrapped with the cipher that the key itself is for: where SM4 is asked for, nothing rests on AES.
function fileMaster(file: string, secret: Buffer): MasterKey {
  const print = createHash('sha256').update('chengshu master key ').update(secret).digest('hex').slice(0, 12)
  const mark = `file:${print}:`
  return {
    name: file,
    mark,
    wrap: async (key, facts) => {
      const cipher = cipherOf(facts.cipher, secret)
      const iv = freshBytes(cipher.ivBytes)
      return mark + Buffer.concat([iv, ...cipher.seal(iv, factsOf(facts), key)]).toString('base64')
    },
    unwrap: async (wrapped, facts) => {
      const wrong = () => vaultError('base.master-key-wrong', { master: file })
      if (!wrapped.startsWith(mark)) throw wrong()
      const body = Buffer.from(wrapped.slice(mark.length), 'base64')
      const cipher = cipherOf(facts.cipher, secret)
      try {
        return cipher.open(body.subarray(0, cipher.ivBytes), factsOf(facts), body.subarray(cipher.ivBytes))
      } catch {
        throw wrong()
      }
    },
  }
}

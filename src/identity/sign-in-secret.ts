import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identityError } from './identity.errors.ts'

/**
 * The key that signs session cookies and encrypts second factors: made at the first start, kept in the data folder for
 * the owner alone. Two first starts at once end with one secret: `link` lets one of the drafts win.
 * @throws identity.broken-secret
 */
export async function openSignInSecret(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'sign-in.secret')
  const found = await readSecret(file)
  if (found !== undefined) return found
  await mkdir(dataFolder, { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(48).toString('base64url')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  })
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  const made = await readSecret(file)
  if (made === undefined) throw identityError('identity.broken-secret', { file })
  return made
}

async function readSecret(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined)
  if (!found) return undefined
  const text = found.isFile() ? (await readFile(file, 'utf8')).trim() : ''
  const readableByOthers = process.platform !== 'win32' && (found.mode & 0o077) !== 0
  if (readableByOthers || !/^[\w-]{40,}$/.test(text)) throw identityError('identity.broken-secret', { file })
  return text
}

import { chmod, chown, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Account } from './embedded-account.ts'

// A socket's path may have 107 characters at most; the temporary folder of macOS has 50, of some build machines more.
const root = tmpdir().length > 60 ? '/tmp' : tmpdir()

/**
 * Makes the folder of the server's Unix socket, open to PostgreSQL's account only, and returns its path. The name can be
 * guessed, so a folder that somebody else made first is not used; clients read the true one from the server's lock file.
 */
export async function openSocketFolder(name: string, account: Account | undefined): Promise<string> {
  const folder = join(root, name)
  const self = process.getuid?.()
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined)
  const found = await lstat(folder)
  if (self === undefined) return folder
  const wanted = account?.uid ?? self
  if (!found.isDirectory() || (found.uid !== wanted && found.uid !== self)) {
    return await openSocketFolder(basename(await mkdtemp(join(root, 'chengshu-'))), account)
  }
  if (account && found.uid !== wanted) await chown(folder, account.uid, account.gid)
  await chmod(folder, 0o700)
  return folder
}

/** Removes the folder after the server has ended. */
export async function removeSocketFolder(name: string): Promise<void> {
  await rm(join(root, name), { recursive: true, force: true })
}

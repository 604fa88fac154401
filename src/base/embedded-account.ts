import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Report } from './connections.ts'

/** The system account PostgreSQL runs as. Undefined: as the current one (PostgreSQL refuses only root). */
export interface Account {
  uid: number
  gid: number
  name: string
}

/** Finds an account in the text of /etc/passwd. */
export function accountIn(passwd: string, wanted: string | number): Account | undefined {
  for (const line of passwd.split('\n')) {
    const [name = '', , uid, gid] = line.split(':')
    if (name === wanted || Number(uid) === wanted) return { uid: Number(uid), gid: Number(gid), name }
  }
  return undefined
}

function readAccount(wanted: string | number): Account | undefined {
  return accountIn(readFileSync('/etc/passwd', 'utf8'), wanted)
}

/**
 * The account to run PostgreSQL as. For anyone but root this is undefined. For root: the owner of data that is there
 * already, else `postgres`, else `chengshu` (made if the machine allows), else `nobody`.
 */
export async function findAccount(dataFolder: string, report: Report): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(dataFolder).then(
    found => found.uid,
    () => 0,
  )
  const known =
    (owner === 0 ? undefined : readAccount(owner)) ?? readAccount('postgres') ?? readAccount('chengshu')
  if (known) return known
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'chengshu'])
  const made = readAccount('chengshu')
  if (made) report('PostgreSQL does not run as root: made the system account "chengshu" for it.')
  return made ?? readAccount('nobody')
}

/** True when the account can enter the folder: asked of the system itself, because access lists are not in the mode bits. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (!account) return true
  const asAccount = { uid: account.uid, gid: account.gid, cwd: '/' }
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], asAccount).status === 0
}

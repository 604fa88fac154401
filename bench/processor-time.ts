import { readdir, readFile } from 'node:fs/promises'

async function processes(): Promise<{ pid: string; parent: string; milliseconds: number }[]> {
  const all = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const read = await Promise.all(
    all.map(async pid => {
      const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
      // User and system time, own and of children that have ended, in ticks of 10 ms.
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
      return { pid, parent: fields[1] ?? '', milliseconds: ticks * 10 }
    }),
  )
  return read.filter(one => one.parent !== '')
}

/** The process id of the database server behind one of its processes; on Linux only, undefined elsewhere. */
export async function serverOfBackend(backend: number): Promise<string | undefined> {
  const all = await processes().catch(() => [])
  return all.find(one => one.pid === String(backend))?.parent
}

/** Processor milliseconds that a database server has used with all its processes; not a number where that is unknown. */
export async function serverMilliseconds(server: string | undefined): Promise<number> {
  if (server === undefined) return Number.NaN
  const all = await processes()
  return all
    .filter(one => one.pid === server || one.parent === server)
    .reduce((sum, one) => sum + one.milliseconds, 0)
}

/** Process ids of the processes a process has started. */
export async function childrenOf(parent: string): Promise<string[]> {
  return (await processes()).filter(one => one.parent === parent).map(one => one.pid)
}

/**
 * Settings for a machine of two cores that other work shares: few processes, little memory, commits on disk
 * before they are acknowledged (fsync and synchronous_commit stay on).
 */
export const serverSettings: Record<string, string> = {
  max_connections: '100',
  effective_cache_size: '1GB',
  maintenance_work_mem: '64MB',
  work_mem: '8MB',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  io_workers: '1',
  max_worker_processes: '4',
  // Lists are asked for by many at once: beginning a worker cost a list on two busy cores 50 ms and saved it 10.
  max_parallel_workers_per_gather: '0',
  // For the first thousand of a list the planner took to reading two tables in the order of their random ids: 100 ms
  // instead of 43 among 100,000 cases.
  enable_mergejoin: 'off',
  autovacuum_max_workers: '2',
  idle_in_transaction_session_timeout: '5min',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/**
 * How much of the machine's memory the server keeps pages in: a 24th, at least 128 MB and at most 1 GB. It is taken as it is
 * used, so that a small city stays small. With 128 MB a search of a department among a million cases copied 17,000 pages
 * from the system's cache, 280 ms each time.
 * @param total bytes of memory of the machine
 */
export function sharedBuffers(total: number): string {
  return `${Math.min(1024, Math.max(128, Math.floor(total / 24 / 2 ** 20)))}MB`
}

/** What `postmaster.pid` says: line 1 the process, 4 the port, 5 the socket folder, 6 the address, 8 the state. */
export interface LockFile {
  pid: number
  port: number
  /** A socket folder or an address. */
  host: string
}

/**
 * Reads `postmaster.pid`; undefined until the server says in it that it is ready. It is written in steps, and one without
 * its socket folder yet must never be read as "on this machine at this port": another server may listen there.
 */
export function parseLockFile(text: string): LockFile | undefined {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  const host = lines[4] || lines[5]
  if (!(pid > 0 && port > 0) || !host || lines[7]?.trim() !== 'ready') return undefined
  return { pid, port, host }
}

/** The process of a server that says it is starting: after a crash it reads its log first, which may take minutes. */
export function startingProcess(text: string): number | undefined {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 && lines[7]?.trim() === 'starting' ? pid : undefined
}

/** Name and state of a process from `/proc/<pid>/stat`; the name is in brackets and may hold any character. */
export function parseProcessState(text: string): { name: string; state: string } {
  const close = text.lastIndexOf(')')
  return { name: text.slice(text.indexOf('(') + 1, close), state: text.slice(close + 2, close + 3) }
}

/** What to do about a server that ended at once, judged by the end of its log. */
export type StartFailure = 'retry' | 'disk-full' | 'failed'

/**
 * A start in the second after a killed postmaster meets its dying children (shared memory still in use), and of two
 * starters one meets the other's lock file: both pass by themselves.
 */
export function judgeStart(log: string): StartFailure {
  const last = log
    .split('\n')
    .filter(line => /FATAL|PANIC|could not/.test(line))
    .join('\n')
  if (/No space left on device|ENOSPC/.test(last)) return 'disk-full'
  if (/lock file .* already exists|shared memory block|Address already in use/.test(last)) return 'retry'
  return 'failed'
}

/** The sentence of the log that says most about a failed start. */
export function failureSentence(log: string): string {
  const lines = log.split('\n').filter(line => line.trim() !== '')
  const telling =
    lines.findLast(line => /FATAL|PANIC|error:|could not/.test(line)) ?? lines.at(-1) ?? 'no output'
  return telling.replace(/^.*?(FATAL|PANIC|error):\s*/, '')
}

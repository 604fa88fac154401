import { fillSentence, type Inconsistency, type RoomCheck } from '#base/index.ts'
import type { Finding, Health } from './health.contract.ts'

const gibibyte = 1024 ** 3

/** The worst state of all findings. */
export function summarise(findings: Finding[]): Health {
  const states = findings.map(one => one.state)
  const state = states.includes('bad') ? 'bad' : states.includes('warning') ? 'warning' : 'good'
  return { state, findings }
}

/** Judges the free space of the data folder: below 1 GiB writes may soon fail, below 5 GiB it is time to act. */
export function judgeDisk(free: number): Finding {
  const amount = `${(free / gibibyte).toFixed(1)} GiB`
  const state = free < gibibyte ? 'bad' : free < 5 * gibibyte ? 'warning' : 'good'
  return {
    key: 'disk',
    state,
    zh: `数据文件夹所在磁盘剩余 ${amount}`,
    en: `${amount} free where the data folder lies`,
    advice: state === 'good' ? '' : 'Free space, or move the data folder to a larger disk.',
  }
}

/** Judges the queue by its failed jobs and by how long the oldest has waited (seconds). */
export function judgeQueue(queue: { waiting: number; failed: number; oldestSeconds: number }): Finding {
  const stuck = queue.oldestSeconds > 300
  const state = stuck ? 'bad' : queue.failed > 0 ? 'warning' : 'good'
  const advice = stuck
    ? 'No worker takes jobs: is a process with CHENGSHU_ROLE=worker or all running?'
    : 'Look at the failed jobs and their causes in schema pgboss.'
  return {
    key: 'queue',
    state,
    zh: `后台任务：等待 ${queue.waiting}，失败 ${queue.failed}，最久等待 ${Math.round(queue.oldestSeconds)} 秒`,
    en: `Jobs: ${queue.waiting} waiting, ${queue.failed} failed, the oldest waits ${Math.round(queue.oldestSeconds)} s`,
    advice: state === 'good' ? '' : advice,
  }
}

/** Judges a sample of ledger entries, each re-hashed. */
export function judgeLedger(sample: { examined: number; altered: string[] }): Finding {
  const bad = sample.altered.length > 0
  return {
    key: 'ledger',
    state: bad ? 'bad' : 'good',
    zh: bad ? `台账有 ${sample.altered.length} 条与哈希不符` : `台账最近 ${sample.examined} 条与哈希一致`,
    en: bad
      ? `${sample.altered.length} ledger entries do not match their hash`
      : `The last ${sample.examined} ledger entries match their hashes`,
    advice: bad ? `Keep the database as it is and tell the auditor. First: ${sample.altered[0]}` : '',
  }
}

/** Judges migrations that this release has and the database does not. */
export function judgeMigrations(pending: readonly string[]): Finding {
  return {
    key: 'migrations',
    state: pending.length > 0 ? 'bad' : 'good',
    zh: pending.length > 0 ? `有 ${pending.length} 个迁移未执行` : '数据库结构与本版本一致',
    en:
      pending.length > 0
        ? `${pending.length} migrations are not applied`
        : 'The database has the structure of this release',
    advice: pending.length > 0 ? 'Run `npx chengshu migrate`.' : '',
  }
}

/** Judges how fast the database answers a trivial question (milliseconds). */
export function judgeDatabase(database: { version: string; milliseconds: number }): Finding {
  const slow = database.milliseconds > 200
  return {
    key: 'database',
    state: slow ? 'warning' : 'good',
    zh: `PostgreSQL ${database.version}，应答 ${database.milliseconds.toFixed(1)} 毫秒`,
    en: `PostgreSQL ${database.version} answers in ${database.milliseconds.toFixed(1)} ms`,
    advice: slow ? 'The machine or its disk is busy; look at what else runs there.' : '',
  }
}

/** Judges what a room's own check found. */
export function judgeRoom(check: Omit<RoomCheck, 'look'>, found: Inconsistency): Finding {
  const { key } = check
  if (found.count === 0) return { key, state: 'good', ...check.good, advice: '' }
  const details = { count: found.count, examples: found.examples.join(', ') }
  return {
    key,
    state: check.state,
    zh: fillSentence(check.found.zh, details),
    en: fillSentence(check.found.en, details),
    advice: check.advice,
  }
}

/** A check that could not be made is bad news itself. */
export function failedCheck(key: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    key,
    state: 'bad',
    zh: `检查未能完成：${reason}`,
    en: `The check could not be made: ${reason}`,
    advice: 'See the log; run `npx chengshu doctor` again when the cause is gone.',
  }
}

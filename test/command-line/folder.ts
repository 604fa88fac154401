import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runVerb } from '../fixtures/server-process.ts'

/** A data folder of one's own with the embedded database, and the product's command line over it. */
export interface CommandFolder {
  folder: string
  variables: Record<string, string>
  run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }>
  /** Runs a verb with `--json` that must be done; the object it printed. */
  json<T = Record<string, unknown>>(...words: string[]): Promise<T>
  /** Writes rows as JSONL; the path. */
  rows(name: string, rows: readonly unknown[]): Promise<string>
  remove(): Promise<void>
}

/** Makes one; the database starts with the first verb that needs it. */
export async function commandFolder(given: Record<string, string> = {}): Promise<CommandFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-verbs-'))
  // Run as root, PostgreSQL is another account: it has to be able to enter.
  await chmod(folder, 0o755)
  const variables = { CHENGSHU_DATA: folder, CHENGSHU_LOG: 'error', CHENGSHU_DEMO: '0', ...given }
  const run = (...words: string[]) => runVerb(words, variables)
  return {
    folder,
    variables,
    run,
    json: async (...words) => {
      const { code, stdout, stderr } = await run(...words, '--json')
      assert.equal(code, 0, `${words.join(' ')}: ${stderr}`)
      return JSON.parse(stdout)
    },
    rows: async (name, rows) => {
      const path = join(folder, name)
      await writeFile(
        path,
        rows.map(row => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''),
      )
      return path
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

const matters = {
  water: ['停水', '水管爆裂', '自来水发黄', '水压太低', '水表漏水'],
  light: ['路灯不亮', '灯杆倾斜', '路灯一直闪', '灯罩掉落', '整条街没灯'],
  noise: ['夜间施工噪音', '广场舞太吵', '邻居装修扰民', '喇叭声太响', '酒吧深夜音响'],
}
const places = ['小区门口', '解放路', '学校旁边', '公园北门', '菜市场', '三号楼下', '桥头', '地铁站外']
const tails = ['已经两天了', '请尽快处理', '老人出行不便', '打过电话没人管', '影响休息']

/** Labelled messages written by rule, none twice: what a small city might have. */
export function writtenRows(): { id: string; text: string; label: string }[] {
  return Object.entries(matters).flatMap(([label, what]) =>
    what.flatMap(matter =>
      places.flatMap((place, i) =>
        [tails[i % tails.length], tails[(i + 2) % tails.length]].map((tail, j) => ({
          id: `${label}-${matter}-${i}-${j}`,
          text: `${place}${matter}，${tail}。`,
          label,
        })),
      ),
    ),
  )
}

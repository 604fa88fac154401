import {
  columnName,
  countPlain,
  type DataKeyRow,
  type Handle,
  type Inconsistency,
  isOpenToOthers,
  loadKeys,
  type RoomCheck,
  type SealedColumn,
  selectDataKeys,
  unwrapKeys,
  type VaultPlace,
} from '#base/index.ts'
import { ageInDays, oldestAge } from './key-list.rules.ts'

/** Rows of each sealed column that are looked at, the newest: defects of this release would show there. */
const sample = 1000

const found = (examples: string[]): Inconsistency => ({
  count: examples.length,
  examples: examples.slice(0, 5),
})

/** Opens and loads the keys of a database as they are; makes none. @throws what `unwrapKeys` throws, base.no-keys */
export async function loadVault(handle: Handle, place: VaultPlace): Promise<void> {
  loadKeys(await unwrapKeys(place, await selectDataKeys(handle)))
}

async function whatDoesNotOpen(handle: Handle, place: VaultPlace): Promise<Inconsistency> {
  const rows = await selectDataKeys(handle)
  if (rows.length === 0) return found([])
  return await unwrapKeys(place, rows).then(
    () => found([]),
    (error: Error) => found([error.message]),
  )
}

const inUse = (rows: readonly DataKeyRow[]) => rows.findLast(row => row.purpose === 'content')

async function tooOld(handle: Handle): Promise<Inconsistency> {
  const key = inUse(await selectDataKeys(handle))
  const days = key ? ageInDays(key.made_at, new Date()) : 0
  return days > oldestAge ? { count: days, examples: [key!.id] } : found([])
}

async function plainRows(handle: Handle, columns: readonly SealedColumn[]): Promise<Inconsistency> {
  const plain: string[] = []
  let count = 0
  for (const column of columns) {
    const rows = await countPlain(handle, column, sample)
    count += rows
    if (rows > 0) plain.push(columnName(column))
  }
  return { count, examples: plain.slice(0, 5) }
}

/** What `doctor` asks about keys and about what is sealed with them. */
export function keyChecks(place: VaultPlace, columns: readonly SealedColumn[]): readonly RoomCheck[] {
  return [
    {
      key: 'keys',
      state: 'bad',
      good: { zh: '主密钥能打开全部数据密钥', en: 'The master key opens every data key' },
      found: { zh: '数据密钥打不开：{{examples}}', en: 'The data keys do not open: {{examples}}' },
      advice: 'No process can start like this. Put the master key back; docs/keys.md says where it may be.',
      look: handle => whatDoesNotOpen(handle, place),
    },
    {
      key: 'key-age',
      state: 'warning',
      good: { zh: '数据密钥未到更换期限', en: 'The data key in use is young enough' },
      found: {
        zh: '数据密钥 {{examples}} 已使用 {{count}} 天',
        en: 'The data key {{examples}} has been in use for {{count}} days',
      },
      advice: '`npx chengshu keys rotate` makes a new one beside running servers; nothing has to stop.',
      look: tooOld,
    },
    {
      key: 'key-file',
      state: 'warning',
      good: { zh: '主密钥文件只有所有者可读', en: 'Nobody but its owner may read the master key file' },
      found: {
        zh: '其他账户可以读取主密钥文件 {{examples}}',
        en: 'Others may read the master key file {{examples}}',
      },
      advice:
        'chmod 600 FILE. Whoever read it can read the database: change it with `npx chengshu keys rewrap`.',
      look: async () => found((await isOpenToOthers(place.keyFile)) ? [place.keyFile] : []),
    },
    {
      key: 'sealed',
      state: 'warning',
      good: {
        zh: '受保护的列均已加密',
        en: 'What is to be sealed is sealed, in the newest rows of every column',
      },
      found: {
        zh: '受保护的列中有 {{count}} 条未加密：{{examples}}',
        en: '{{count}} values are not sealed: {{examples}}',
      },
      advice:
        'Rows of an older release are sealed in the background while a server or worker runs; `npx chengshu keys` shows how far it is. If the count does not fall, look at the log.',
      look: handle => plainRows(handle, columns),
    },
  ]
}

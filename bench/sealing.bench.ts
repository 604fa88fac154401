import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import {
  ensureEmbedded,
  loadKeys,
  lookupIndex,
  openDatabase,
  openStored,
  openStream,
  sealJson,
  sealStream,
  sealText,
} from '#base/index.ts'
import { testKeys } from '../test/test-keys.ts'

interface Run {
  print(line: string): void
}

const sentence = '幸福里小区门口的路灯不亮三天了，晚上很黑，老人不敢出门，请尽快派人来看看。'

/** Microseconds of one call, the best of five rounds: other work on the machine only makes it longer. */
function microseconds(work: () => unknown): number {
  const rounds = Array.from({ length: 5 }, () => {
    const began = performance.now()
    for (let i = 0; i < 4000; i++) work()
    return ((performance.now() - began) / 4000) * 1000
  })
  return Math.min(...rounds)
}

function values(cipher: 'aes-256-gcm' | 'sm4-ctr-hmac-sm3', print: Run['print']): void {
  loadKeys({ keys: testKeys.keys.map(key => ({ ...key, cipher })) })
  for (const [what, text] of [
    ['11 digits', '13800138000'],
    ['38 characters', sentence],
    ['380 characters', sentence.repeat(10)],
  ] as const) {
    const sealed = sealText(text)
    const [seal, open] = [microseconds(() => sealText(text)), microseconds(() => openStored(sealed))]
    print(`${cipher}, ${what}: seal ${seal.toFixed(1)} µs, open ${open.toFixed(1)} µs`)
  }
  const document = {
    text: sentence.repeat(4),
    candidates: [1, 2, 3].map(n => ({ department: `部门${n}`, n })),
  }
  print(
    `${cipher}, a document of 160 characters: seal ${microseconds(() => sealJson(document)).toFixed(1)} µs`,
  )
}

async function files(print: Run['print']): Promise<void> {
  const piece = Buffer.alloc(1 << 16, 7)
  const megabytes = 64
  const began = performance.now()
  await pipeline(
    Readable.from(Array(megabytes * 16).fill(piece)),
    sealStream(),
    openStream(),
    async given => {
      for await (const _ of given as AsyncIterable<Buffer>);
    },
  )
  print(
    `files: ${(megabytes / ((performance.now() - began) / 1000)).toFixed(0)} MB/s sealed and opened again, one core`,
  )
}

async function pages(print: Run['print']): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-bench-'))
  // Run as root, the database server is another account and must be able to enter.
  await chmod(folder, 0o755)
  const embedded = await ensureEmbedded({ folder, report: () => undefined })
  const database = openDatabase(embedded.connections.owner, () => undefined)
  try {
    await sql`create table page (id int primary key, sealed boolean, a text, b text, c text, d text, e jsonb)`.execute(
      database,
    )
    for (let id = 0; id < 400; id++) {
      const sealed = id < 200
      const text = (plain: string) => (sealed ? sealText(plain) : plain)
      const document = { n: id, said: sentence }
      const whole = JSON.stringify(sealed ? sealJson(document) : document)
      await sql`insert into page values (${id}, ${sealed}, ${text('路灯不亮')}, ${text(sentence.repeat(4))}, ${text('王小明')},
        ${text('幸福路 12 号')}, ${whole}::jsonb)`.execute(database)
    }
    for (const sealed of [false, true, false, true]) {
      const times: number[] = []
      for (let i = 0; i < 400; i++) {
        const began = performance.now()
        await sql`select * from page where sealed = ${sealed} order by id limit 50`.execute(database)
        times.push(performance.now() - began)
      }
      const median = times.sort((x, y) => x - y)[200]!
      print(
        `a page of 50 rows with 5 values each, ${sealed ? 'sealed' : 'open'}: median ${median.toFixed(2)} ms`,
      )
    }
  } finally {
    await database.destroy()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What sealing and opening cost, by value, file and page. */
export const bench = {
  name: 'sealing',
  run: async ({ print }: Run): Promise<void> => {
    values('sm4-ctr-hmac-sm3', print)
    values('aes-256-gcm', print)
    print(
      `look-up index of a number: ${microseconds(() => lookupIndex('phone', '13800138000')).toFixed(1)} µs`,
    )
    print(
      `a value that is not sealed, looked at: ${(microseconds(() => openStored(sentence)) * 1000).toFixed(0)} ns`,
    )
    await files(print)
    await pages(print)
  },
}

import { refuseInsideTransaction } from './database.ts'

interface Waiting<Item, Result> {
  item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Makes a function that is asked for one item at a time and answers from a batch: while a batch runs, those who ask wait
 * and are the next one. Nobody waits when nothing runs. Where a batch fails each of its items runs by itself, so that one
 * that cannot be done takes no other with it; `run` must undo a failed batch as a whole, as a transaction does.
 * @param run answers one result per item, in order
 * @param limits.most items in one batch; @param limits.lanes batches at one time
 * @throws base.nested-database-use when asked inside a transaction: the batch has one of its own
 */
export function gather<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  limits: { most: number; lanes: number },
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let running = 0

  const runOne = async ({ item, resolve, reject }: Waiting<Item, Result>) => {
    try {
      const [result] = await run([item])
      resolve(result as Result)
    } catch (error) {
      reject(error)
    }
  }

  const runBatch = async (batch: readonly Waiting<Item, Result>[]) => {
    if (batch.length === 1) return await runOne(batch[0]!)
    let results: readonly Result[]
    try {
      results = await run(batch.map(one => one.item))
    } catch {
      await Promise.all(batch.map(runOne))
      return
    }
    for (const [place, one] of batch.entries()) one.resolve(results[place] as Result)
  }

  const next = async () => {
    while (waiting.length > 0) await runBatch(waiting.splice(0, limits.most))
    running--
  }

  return item => {
    refuseInsideTransaction()
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (running >= limits.lanes) return
      running++
      // What arrived with the same reading of the network goes into the first batch already.
      setImmediate(() => void next())
    })
  }
}

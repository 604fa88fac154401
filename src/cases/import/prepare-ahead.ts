/**
 * Prepares items in their order, up to `depth` of them at once, so that nothing waits for one that waits. Whoever stops
 * asking gets control back only when what was begun has ended.
 */
export async function* prepareAhead<Item, Prepared>(
  items: AsyncIterable<Item>,
  prepare: (item: Item) => Promise<Prepared>,
  depth: number,
): AsyncGenerator<Prepared> {
  const begun: Promise<Prepared>[] = []
  try {
    for await (const item of items) {
      const one = prepare(item)
      // Its failure is met when its turn comes; until then it must not count as unhandled.
      one.catch(() => undefined)
      begun.push(one)
      if (begun.length === depth) yield await (begun.shift() as Promise<Prepared>)
    }
    while (begun.length > 0) yield await (begun.shift() as Promise<Prepared>)
  } finally {
    await Promise.allSettled(begun)
  }
}

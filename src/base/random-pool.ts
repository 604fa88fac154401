import { randomFillSync } from 'node:crypto'

// A call costs 3 µs however few bytes it is for; an imported row takes 200 of them for its ids, codes and salts.
const pool = Buffer.alloc(4096)
let used = pool.length

/** Fresh bytes of the system's generator, drawn in advance; those given out are wiped here. At most 4096. */
export function freshBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return bytes
}

/**
 * Aho–Corasick over UTF-16 units in a double array. Units, not code points: the product's offsets count them, and in well-formed
 * text a word made of units is found exactly where it is found as code points. Measured against a table of hashed steps
 * and a Map for each node; see `npm run bench -- vocabulary`.
 */
export interface Automaton {
  /** Symbol of each unit of a text: 0 for one no word has. */
  base: Int32Array
  check: Int32Array
  fail: Int32Array
  /** Number of the word that ends in a state, or -1. */
  word: Int32Array
  /** The next state down the chain of failures in which a word ends, or 0. */
  shorter: Int32Array
  /** Length of each word. */
  lengths: Uint16Array
}

interface Trie {
  first: Int32Array
  next: Int32Array
  symbol: Uint16Array
  word: Int32Array
  count: number
}

/** The words as a tree: sorted, so that a new node is always the last child of its parent. */
function treeOf(words: readonly Uint16Array[], order: readonly number[]): Trie {
  const room = words.reduce((sum, word) => sum + word.length, 1)
  const first = new Int32Array(room)
  const next = new Int32Array(room)
  const symbol = new Uint16Array(room)
  const word = new Int32Array(room).fill(-1)
  let longest = 0
  for (const one of words) longest = Math.max(longest, one.length)
  const trail = new Int32Array(longest + 1)
  let count = 1
  let before: Uint16Array = new Uint16Array(0)
  for (const number of order) {
    const one = words[number]!
    let depth = 0
    while (depth < one.length && depth < before.length && one[depth] === before[depth]) depth++
    for (; depth < one.length; depth++) {
      const node = count++
      const parent = trail[depth]!
      // Children hang in front: their order does not matter to the double array.
      next[node] = first[parent]!
      first[parent] = node
      symbol[node] = one[depth]!
      trail[depth + 1] = node
    }
    word[trail[one.length]!] = number
    before = one
  }
  return { first, next, symbol, word, count }
}

function grown(array: Int32Array, size: number, fill: number) {
  const larger = new Int32Array(size).fill(fill)
  larger.set(array)
  return larger
}

/** Builds the automaton of distinct, non-empty words whose symbols are 1 to `symbols`. */
export function buildAutomaton(words: readonly Uint16Array[], symbols: number): Automaton {
  const compare = (a: number, b: number) => {
    const [one, other] = [words[a]!, words[b]!]
    for (let i = 0; i < one.length && i < other.length; i++)
      if (one[i] !== other[i]) return one[i]! - other[i]!
    return one.length - other.length
  }
  const order = words.map((_, number) => number).sort(compare)
  const tree = treeOf(words, order)
  let size = tree.count * 2 + symbols * 2 + 2
  let base = new Int32Array(size)
  let check = new Int32Array(size).fill(-1)
  let end = 1
  check[0] = 0
  /**
   * Lowest slot that is free. Nothing is put below the number of symbols, so that the lowest free slot fits any only child;
   * with such slots in use 100,000 words took four minutes, because each only child tried all that were taken.
   */
  let free = symbols + 1
  /** Lowest place from which several children are tried: crowded places are not tried again and again. */
  let start = free
  const place = new Int32Array(tree.count)
  const queue = new Int32Array(tree.count)
  let [head, tail] = [0, 1]
  const slots: number[] = []
  while (head < tail) {
    const node = queue[head++]!
    slots.length = 0
    for (let child = tree.first[node]!; child !== 0; child = tree.next[child]!) slots.push(child)
    if (slots.length === 0) continue
    while (check[free] !== -1) free++
    const lowest =
      tree.symbol[slots.reduce((low, one) => (tree.symbol[one]! < tree.symbol[low]! ? one : low))]!
    let at = (slots.length === 1 ? free : Math.max(start, free)) - lowest
    let tried = 0
    for (; ; at++) {
      const needed = at + symbols + 1
      if (needed > size) {
        size = Math.max(needed, Math.ceil(size * 1.5))
        base = grown(base, size, 0)
        check = grown(check, size, -1)
      }
      if (slots.every(child => check[at + tree.symbol[child]!] === -1)) break
      tried++
    }
    if (tried > 64) start = at + lowest
    const state = place[node]!
    base[state] = at
    for (const child of slots) {
      const slot = at + tree.symbol[child]!
      check[slot] = state
      place[child] = slot
      queue[tail++] = child
      if (slot >= end) end = slot + 1
    }
  }
  const length = end + symbols + 1
  const automaton: Automaton = {
    base: base.slice(0, end),
    check: grown(check.slice(0, Math.min(length, check.length)), length, -1),
    fail: new Int32Array(end),
    word: new Int32Array(end).fill(-1),
    shorter: new Int32Array(end),
    lengths: Uint16Array.from(words, word => word.length),
  }
  return link(automaton, tree, { place, queue })
}

/** Where to go on when no step fits, breadth first: a failure is always nearer to the root. */
function link(
  automaton: Automaton,
  tree: Trie,
  { place, queue }: { place: Int32Array; queue: Int32Array },
): Automaton {
  const { base, check, fail, word, shorter } = automaton
  for (const node of queue) {
    const state = place[node]!
    word[state] = tree.word[node]!
    for (let child = tree.first[node]!; child !== 0; child = tree.next[child]!) {
      const symbol = tree.symbol[child]!
      const slot = place[child]!
      if (state === 0) continue
      let back = fail[state]!
      while (back !== 0 && check[base[back]! + symbol] !== back) back = fail[back]!
      const to = base[back]! + symbol
      fail[slot] = check[to] === back ? to : 0
    }
    const back = fail[state]!
    shorter[state] = back !== 0 && word[back]! >= 0 ? back : back === 0 ? 0 : shorter[back]!
  }
  return automaton
}

/** The state after one more symbol. */
export function step(automaton: Automaton, state: number, symbol: number): number {
  const { base, check, fail } = automaton
  let from = state
  for (;;) {
    const to = base[from]! + symbol
    if (check[to] === from) return to
    if (from === 0) return 0
    from = fail[from]!
  }
}

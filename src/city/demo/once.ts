/**
 * Computes on the first call and remembers. Drawing the demo city takes 0.15 s: a real city that imports this room
 * should not pay for it at every start.
 */
export function once<T>(compute: () => T): () => T {
  let known: { value: T } | undefined
  return () => {
    known ??= { value: compute() }
    return known.value
  }
}

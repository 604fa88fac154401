/** A limit of bytes as a person reads it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1 << 10) return `${bytes} B`
  if (bytes < 1 << 20) return `${Math.floor(bytes / (1 << 10))} KiB`
  return `${Math.floor(bytes / (1 << 20))} MiB`
}

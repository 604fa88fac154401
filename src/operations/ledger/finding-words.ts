import type { Finding, Verified } from '#ledger/index.ts'

const place = ({ index }: Finding) => (index === null ? '' : ` (number ${index})`)

const words: Record<Finding['kind'], (of: Finding) => string> = {
  altered: of => `entry ${of.id}${place(of)} is not what was written`,
  dropped: of => `entry ${of.id ?? 'of unknown id'}${place(of)} is gone`,
  reordered: of => `entry ${of.id}${place(of)} stands in the place of ${of.other}`,
  added: of => `entry ${of.id} has no place in the log: no act wrote it`,
  tree: of =>
    of.id === null
      ? `the tree is broken from number ${of.index} on`
      : `tile ${of.id} of the tree is not what its entries come to`,
  'rolled-back': of =>
    `a head of ${of.other} entries was signed or seen, and the log is shorter: it was rolled back`,
  forked: of => `the log does not come to the head of ${of.other} entries: history was rewritten`,
  signature: of => `the head of ${of.other} entries is signed by no key of this log`,
  record: of => `${of.id}${place(of)} is not what entry ${of.other} recorded`,
}

/** What a verification found, one line each, the verdict last. */
export function verifiedText({ origin, size, read, findings, more }: Verified): string {
  const lines = findings.map(one => `✗ ${words[one.kind](one)}`)
  if (more > 0) lines.push(`✗ and ${more} more`)
  const counted = `${size} entries of ${origin ?? 'a log without a head'}, ${read} read again`
  return [...lines, findings.length === 0 ? `✓ ${counted}: nothing was altered` : `✗ ${counted}`].join('\n')
}

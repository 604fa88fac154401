import type { ReturnMatrix } from '../dispute.contract.ts'

/** Below so many cases a share says little: one return more or less changes it by more than five points. */
export const fewCases = 20

export interface PairRow {
  key: string
  sentTo: string
  belongedTo: string | null
  returned: number
  upheld: number
  /** Of all that was sent to the department in the period; null where the reader may not know how much that is. */
  share: number | null
  /** The share rests on few cases. */
  few: boolean
}

export interface DepartmentRow {
  departmentId: string
  sent: number
  returned: number
  upheld: number
  share: number
  few: boolean
}

const sentOf = (matrix: ReturnMatrix) => new Map(matrix.sent.map(one => [one.departmentId, one.count]))

// What came back in the period may have been sent before it: then the share would be above one.
const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.min(1, part / whole))

/** The pairs with their shares, the commonest first. */
export function pairRows(matrix: ReturnMatrix): PairRow[] {
  const sent = sentOf(matrix)
  return matrix.pairs
    .map(({ sentTo, belongedTo, returned, upheld }) => {
      const all = sent.get(sentTo)
      return {
        key: `${sentTo} ${belongedTo ?? ''}`,
        sentTo,
        belongedTo,
        returned,
        upheld,
        share: all === undefined ? null : shareOf(returned + upheld, all),
        few: (all ?? 0) < fewCases,
      }
    })
    .sort((one, other) => other.returned + other.upheld - one.returned - one.upheld)
}

/**
 * How much of what was sent to each department did not belong there, the highest share first. What was given back and sent
 * there again did belong there; it stays among the pairs.
 */
export function departmentRows(matrix: ReturnMatrix): DepartmentRow[] {
  return matrix.sent
    .map(({ departmentId, count }) => {
      const own = matrix.pairs.filter(
        pair => pair.sentTo === departmentId && pair.belongedTo !== departmentId,
      )
      const sum = (key: 'returned' | 'upheld') => own.reduce((total, pair) => total + pair[key], 0)
      const [returned, upheld] = [sum('returned'), sum('upheld')]
      return {
        departmentId,
        sent: count,
        returned,
        upheld,
        share: shareOf(returned + upheld, count),
        few: count < fewCases,
      }
    })
    .sort((one, other) => Number(one.few) - Number(other.few) || other.share - one.share)
}

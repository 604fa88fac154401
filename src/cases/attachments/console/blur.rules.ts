import type { Rectangle } from '#cases/attachments.contract.ts'

interface Point {
  x: number
  y: number
}

/** Sides shorter than this share of the picture are a slip of the hand, not a part to hide. */
const shortest = 0.01
const step = 0.02
const inside = (value: number, most = 1) => Math.min(most, Math.max(0, value))

/** The part between two corners, in shares of the picture; null when it was only a click. */
export function drawn(from: Point, to: Point): Rectangle | null {
  const [left, right] = [inside(Math.min(from.x, to.x)), inside(Math.max(from.x, to.x))]
  const [top, bottom] = [inside(Math.min(from.y, to.y)), inside(Math.max(from.y, to.y))]
  const [width, height] = [right - left, bottom - top]
  return width < shortest || height < shortest ? null : { x: left, y: top, width, height }
}

/** A part to begin with for who works without a mouse. */
export const middle: Rectangle = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 }

const ways: ReadonlyMap<string, Point> = new Map([
  ['ArrowLeft', { x: -step, y: 0 }],
  ['ArrowRight', { x: step, y: 0 }],
  ['ArrowUp', { x: 0, y: -step }],
  ['ArrowDown', { x: 0, y: step }],
])

/** A part after an arrow key: moved, or with Shift made larger and smaller; null for any other key. */
export function nudged(one: Rectangle, key: string, resizes: boolean): Rectangle | null {
  const way = ways.get(key)
  if (!way) return null
  if (!resizes)
    return { ...one, x: inside(one.x + way.x, 1 - one.width), y: inside(one.y + way.y, 1 - one.height) }
  const width = Math.max(step, inside(one.width + way.x, 1 - one.x))
  const height = Math.max(step, inside(one.height + way.y, 1 - one.y))
  return { ...one, width, height }
}

import type { Rectangle } from '../attachments.contract.ts'

/** Part of a picture in whole pixels. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

interface Size {
  width: number
  height: number
}

/**
 * The pixels a drawn part covers, rounded outwards and cut at the edge: what was meant to be hidden is hidden. Parts
 * without any extent are left out.
 */
export function areasOf(hidden: readonly Rectangle[], { width, height }: Size): Area[] {
  return hidden.flatMap(one => {
    const left = Math.floor(one.x * width)
    const top = Math.floor(one.y * height)
    const right = Math.min(width, Math.ceil((one.x + one.width) * width))
    const bottom = Math.min(height, Math.ceil((one.y + one.height) * height))
    return right > left && bottom > top ? [{ left, top, width: right - left, height: bottom - top }] : []
  })
}

const cells = 6

/** How many averaged cells are left of an area: so few that no face and no number plate can be made out, whatever its size. */
export function cellsOf({ width, height }: Size): Size {
  const cell = Math.max(1, Math.ceil(Math.max(width, height) / cells))
  return { width: Math.max(1, Math.floor(width / cell)), height: Math.max(1, Math.floor(height / cell)) }
}

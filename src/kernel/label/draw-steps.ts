import type { Block, DrawnStep } from './written-document.ts'

/** What is used of pdfkit, so that the drawing is told from a picture of calls in its tests. */
export interface Sheet {
  x: number
  y: number
  page: { width: number; height: number; margins: { left: number; right: number; bottom: number } }
  addPage(): unknown
  save(): unknown
  restore(): unknown
  lineWidth(points: number): unknown
  dash(length: number, options: { space: number }): unknown
  roundedRect(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: number,
  ): { fillAndStroke(fill: string, stroke: string): unknown }
  moveTo(x: number, y: number): { lineTo(x: number, y: number): { stroke(colour: string): unknown } }
  fontSize(points: number): { fillColor(colour: string): unknown }
  heightOfString(text: string, options: { width: number }): number
  text(text: string, x: number, y: number, options: { width: number }): unknown
  fillColor(colour: string): unknown
}

// Told by fill, line and dash as well as by colour: the report is often printed in black.
const looks: Record<DrawnStep['says'], { fill: string; line: string; dashed: boolean }> = {
  done: { fill: '#f3f6fb', line: '#3b5b8c', dashed: false },
  marked: { fill: '#fff6e0', line: '#a15c00', dashed: false },
  stopped: { fill: '#fdeaea', line: '#b3261e', dashed: false },
  skipped: { fill: '#ffffff', line: '#9aa3ad', dashed: true },
  waits: { fill: '#ffffff', line: '#9aa3ad', dashed: true },
}

const padding = 7
const gap = 14
const sizes = { title: 11, note: 9 }

function drawBox(sheet: Sheet, { title, note, says }: DrawnStep, width: number): number {
  const inner = { width: width - 2 * padding }
  const { left } = sheet.page.margins
  sheet.fontSize(sizes.title)
  const titleHeight = sheet.heightOfString(title, inner)
  sheet.fontSize(sizes.note)
  const noteHeight = note === '' ? 0 : sheet.heightOfString(note, inner) + 2
  const height = titleHeight + noteHeight + 2 * padding
  if (sheet.y + height > sheet.page.height - sheet.page.margins.bottom) sheet.addPage()
  const top = sheet.y
  const { fill, line, dashed } = looks[says]
  sheet.save()
  sheet.lineWidth(1)
  if (dashed) sheet.dash(3, { space: 3 })
  sheet.roundedRect(left, top, width, height, 4).fillAndStroke(fill, line)
  sheet.restore()
  sheet.fontSize(sizes.title).fillColor('#1b1f24')
  sheet.text(title, left + padding, top + padding, inner)
  sheet.fontSize(sizes.note).fillColor('#555555')
  if (note !== '') sheet.text(note, left + padding, top + padding + titleHeight + 2, inner)
  return top + height
}

/** Draws steps as boxes one below the other, joined by lines; a box never breaks over two pages. */
export function drawSteps(sheet: Sheet, { steps }: Extract<Block, { kind: 'steps' }>): void {
  const { left, right } = sheet.page.margins
  const width = sheet.page.width - left - right
  const middle = left + 28
  sheet.y += 4
  for (const [place, step] of steps.entries()) {
    const bottom = drawBox(sheet, step, width)
    sheet.y = bottom + gap
    const isLast = place === steps.length - 1
    if (!isLast && sheet.y < sheet.page.height - sheet.page.margins.bottom)
      sheet.moveTo(middle, bottom).lineTo(middle, sheet.y).stroke('#9aa3ad')
  }
  sheet.x = left
  sheet.fillColor('#000000')
}

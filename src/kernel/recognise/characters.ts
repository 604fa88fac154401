/** The digit a UTF-16 unit stands for, full-width ones too; -1 for any other. */
export function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30
  return unit >= 0xff10 && unit <= 0xff19 ? unit - 0xff10 : -1
}

/** The upper-case ASCII unit of a Latin letter, full-width ones too; 0 for any other. */
export function letterOf(unit: number): number {
  const plain = unit >= 0xff21 && unit <= 0xff5a ? unit - 0xfee0 : unit
  if (plain >= 0x41 && plain <= 0x5a) return plain
  return plain >= 0x61 && plain <= 0x7a ? plain - 0x20 : 0
}

/** Characters that take no room and are put between digits to hide them. */
export function isInvisible(unit: number): boolean {
  return (
    (unit >= 0x200b && unit <= 0x200f) ||
    unit === 0xfeff ||
    unit === 0xad ||
    unit === 0x2060 ||
    (unit >= 0x202a && unit <= 0x202e)
  )
}

/** What parts the groups of one number, as people write it. */
export type Parting = 'space' | 'hyphen' | 'dot' | 'parenthesis'

const partings = new Map<number, Parting>()
for (const unit of [0x20, 0xa0, 0x3000, 0x2002, 0x2003, 0x2009]) partings.set(unit, 'space')
for (const unit of [0x2d, 0xff0d, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x2015])
  partings.set(unit, 'hyphen')
for (const unit of [0x2e, 0xff0e, 0xb7]) partings.set(unit, 'dot')
for (const unit of [0x29, 0xff09]) partings.set(unit, 'parenthesis')

/** How a unit parts groups of digits; undefined when it ends the number. */
export function partingOf(unit: number): Parting | undefined {
  return partings.get(unit)
}

/** True for a digit or a Latin letter, full-width ones too. */
export function isAlphanumeric(unit: number): boolean {
  return digitOf(unit) >= 0 || letterOf(unit) > 0
}

/** Text with full-width letters, digits and signs as ASCII; every unit stays in its place. */
export function narrowed(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, wide =>
    wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  )
}

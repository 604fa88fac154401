const digits = new Map<string, number>()
for (const [value, forms] of [
  '零〇',
  '一壹',
  '二贰两',
  '三叁',
  '四肆',
  '五伍',
  '六陆',
  '七柒',
  '八捌',
  '九玖',
].entries())
  for (const form of forms) digits.set(form, value)

const small = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
])
const large = new Map([
  ['万', 1e4],
  ['亿', 1e8],
])

/** Characters that Chinese numerals are written with. */
export const numeralCharacters = `${[...digits.keys(), ...small.keys(), ...large.keys()].join('')}点`

/** Digits one after another, as years and telephone numbers are read: 二〇二四. */
function readDigits(characters: readonly string[]): number | null {
  if (!characters.every(one => digits.has(one))) return null
  return Number(characters.map(one => digits.get(one)!).join(''))
}

function readWhole(characters: readonly string[]): number | null {
  if (characters.length > 1 && characters.every(one => digits.has(one))) return readDigits(characters)
  let total = 0
  let section = 0
  let digit: number | null = null
  /** The unit before: 三百二 is 320, as one says it. */
  let unit = 1
  for (const one of characters) {
    const value = digits.get(one)
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = value
      if (value === 0) unit = 1
      continue
    }
    const factor = small.get(one)
    if (factor !== undefined) {
      // 十 may stand alone, 百 not: 百姓 is no number.
      if (digit === null && factor !== 10) return null
      section += (digit ?? 1) * factor
      digit = null
      unit = factor
      continue
    }
    const scale = large.get(one)
    if (scale === undefined) return null
    section += digit ?? 0
    if (section === 0 && total === 0) return null
    total = scale === 1e8 ? (total + section) * scale : total + section * scale
    section = 0
    digit = null
    unit = scale
  }
  const rest = digit ?? 0
  return total + section + (unit >= 100 ? rest * (unit / 10) : rest)
}

/** What a Chinese numeral is worth: 三百二十万, 十二点五, 二〇二四; null for what is none (百姓, 千万 as "by all means"). */
export function readChineseNumeral(text: string): number | null {
  const [whole = '', fraction, ...more] = text.split('点')
  if (more.length > 0 || whole === '') return null
  const value = readWhole([...whole])
  if (value === null || fraction === undefined) return value
  if (fraction === '') return null
  // 三点五万: the unit belongs to the whole of it.
  const scale = large.get(fraction.at(-1)!)
  const after = [...(scale ? fraction.slice(0, -1) : fraction)]
  const read = after.length > 0 ? readDigits(after) : null
  if (read === null) return null
  return round((value + read / 10 ** after.length) * (scale ?? 1))
}

/** Without the noise of binary fractions: 12.1 × 10,000 is 121,000. */
export const round = (value: number): number => Number(value.toPrecision(12))

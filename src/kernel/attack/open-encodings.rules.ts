/** A text that stood in another one under an encoding. */
export interface Opened {
  /** Stable word: `base64`, `base32`, `hex`, `binary`, `url`, `html`, `escapes`, `morse`, `tags`, `selectors`. */
  how: string
  text: string
}

/** Encodings in encodings are opened this deep; a bomb of them ends here and not when memory ends. */
const deepest = 3
const mostOpened = 24
/** Characters that all opened texts may have together. */
const mostCharacters = 262_144
const shortest = 6

const strict = new TextDecoder('utf-8', { fatal: true })
const unreadable = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu

/** What bytes say, when they say something: UTF-8, nearly all of it letters, signs and spaces. */
function readBytes(bytes: Uint8Array): string | null {
  try {
    const text = strict.decode(bytes)
    const strange = (text.replace(/[\t\r\n]/g, '').match(unreadable) ?? []).length
    return text.length >= shortest && strange * 20 <= text.length ? text : null
  } catch {
    return null
  }
}

const fromBase64 = (run: string): string | null =>
  readBytes(Buffer.from(run.replaceAll('-', '+').replaceAll('_', '/'), 'base64'))
const fromHex = (run: string): string | null =>
  readBytes(Buffer.from(run.replace(/0x|\\x|[^0-9a-f]/gi, ''), 'hex'))
const fromBinary = (run: string): string | null =>
  readBytes(Uint8Array.from(run.match(/[01]{8}/g) ?? [], byte => Number.parseInt(byte, 2)))

function fromBase32(run: string): string | null {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const sign of run.replace(/=+$/, '')) {
    held = ((held << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign)) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 0xff)
    }
  }
  return readBytes(Uint8Array.from(bytes))
}

const morse = new Map(
  'a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.- r.-. s... t- u..- v...- w.-- x-..- y-.-- z--.. 0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----.'
    .split(' ')
    .map(sign => [sign.slice(1), sign.slice(0, 1)]),
)
function fromMorse(run: string): string | null {
  const signs = run
    .replace(/[·•]/g, '.')
    .replace(/[—–−_]/g, '-')
    .trim()
    .split(/[ \t]/)
  const text = signs
    .map(sign => (sign === '' || /^[/|\n]+$/.test(sign) ? ' ' : (morse.get(sign) ?? '')))
    .join('')
  return text.replaceAll(' ', '').length >= shortest ? text : null
}

const namedSigns: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
function character(point: number, written: string): string {
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    ? String.fromCodePoint(point)
    : written
}
const openEntity = (written: string, name: string): string => {
  if (!name.startsWith('#')) return namedSigns[name.toLowerCase()] ?? written
  const isHex = /^#x/i.test(name)
  return character(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10), written)
}
const openEscape = (written: string): string =>
  character(Number.parseInt(written.replace(/[^0-9a-f]/gi, ''), 16), written)

/** Runs that are decoded by themselves; what was around them stays with the text they stood in. */
const runs: readonly { how: string; run: RegExp; read: (run: string) => string | null }[] = [
  { how: 'base64', run: /[A-Za-z0-9+/_-]{16,}={0,2}/g, read: fromBase64 },
  { how: 'base32', run: /\b[A-Z2-7]{24,}={0,6}/g, read: fromBase32 },
  { how: 'hex', run: /(?:(?:0x|\\x)?[0-9a-fA-F]{2}[ :,]?){8,}/g, read: fromHex },
  { how: 'binary', run: /(?:[01]{8}[ ,]?){6,}/g, read: fromBinary },
  { how: 'morse', run: /(?:[.\-·•—–−_]{1,6}[ \t/|]{1,3}){8,}[.\-·•—–−_]{0,6}/g, read: fromMorse },
  { how: 'tags', run: /[\u{e0020}-\u{e007e}]{6,}/gu, read: run => fromTags(run) },
  {
    how: 'selectors',
    run: /(?:[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]){6,}/gu,
    read: run => fromSelectors(run),
  },
]

/** Tags are ASCII that nobody sees. */
function fromTags(run: string): string | null {
  return String.fromCharCode(...[...run].slice(0, 8192).map(sign => sign.codePointAt(0)! - 0xe0000))
}

/** A byte in each variation selector: sixteen in the first block, the rest in the second. */
function fromSelectors(run: string): string | null {
  const points = [...run].map(sign => sign.codePointAt(0)!)
  return readBytes(
    Uint8Array.from(points, point => (point >= 0xe0100 ? point - 0xe0100 + 16 : point - 0xfe00)),
  )
}

/** Escapes are opened where they stand: half of a word may be plain. */
const inPlace: readonly { how: string; sign: RegExp; open: (text: string, sign: RegExp) => string }[] = [
  {
    how: 'url',
    sign: /(?:%[0-9a-fA-F]{2})+/g,
    open: (text, sign) => text.replace(sign, run => fromUrl(run)),
  },
  {
    how: 'html',
    sign: /&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,5});/gi,
    open: (text, sign) => text.replace(sign, openEntity),
  },
  {
    how: 'escapes',
    sign: /\\u\{[0-9a-f]{1,6}\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|U\+[0-9a-f]{4,6}/gi,
    open: (text, sign) => text.replace(sign, openEscape),
  },
]

function fromUrl(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return run
  }
}

const joined = /(?<=[A-Za-z0-9+/]{40})\r?\n(?=[A-Za-z0-9+/]{2})/g

function openOnce(text: string): Opened[] {
  const whole = inPlace.flatMap(({ how, sign, open }) => {
    if ((text.match(sign)?.length ?? 0) === 0) return []
    const opened = open(text, sign)
    return opened === text ? [] : [{ how, text: opened }]
  })
  const unwrapped = text.includes('\n') ? text.replace(joined, '') : text
  const parts = runs.flatMap(({ how, run, read }) => {
    const read1 = (unwrapped.match(run) ?? []).slice(0, mostOpened).flatMap(one => read(one) ?? [])
    return read1.length > 0 ? [{ how, text: read1.join('\n') }] : []
  })
  return [...whole, ...parts]
}

/** A text with a single sign of an encoding at least; most have none and cost no more than this look. */
const maybe =
  /[A-Za-z0-9+/_-]{16}|%[0-9a-fA-F]{2}|&#?\w{1,8};|\\[ux]|0x[0-9a-fA-F]{2}|U\+[0-9a-fA-F]{4}|(?:[0-9a-fA-F]{2}[ :,]){7}|(?:[01]{8}[ ,]){5}|(?:[.\-·•—–−_]{1,6}[ \t/|]{1,3}){8}|[\u{e0020}-\u{e007e}]|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2}/u

/** What stands in a text under encodings, encodings in encodings too; bounded in depth, number and size. */
export function openEncodings(text: string): Opened[] {
  const all: Opened[] = []
  let level: Opened[] = [{ how: '', text: text.normalize('NFKC').slice(0, mostCharacters * 8) }]
  let room = mostCharacters
  for (let depth = 0; depth < deepest; depth++) {
    const next: Opened[] = []
    for (const one of level)
      if (maybe.test(one.text))
        for (const opened of openOnce(one.text)) {
          if (room <= 0 || all.length >= mostOpened) return all
          const kept = { how: opened.how, text: opened.text.slice(0, room) }
          room -= kept.text.length
          next.push(kept)
          all.push(kept)
        }
    level = next
  }
  return all
}

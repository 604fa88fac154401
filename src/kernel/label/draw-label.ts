import sharp from 'sharp'
import { fontFile } from './font.ts'
import { escapeXml } from './xmp.rules.ts'

/** Of the shorter side: GB 45438-2025 asks for letters of at least 5 %. */
const letterShare = 0.06
/** Smaller than this nobody reads it; a picture that small gets a strip below instead. */
const leastLetter = 12

/** The words as a picture whose letters are at least `height` pixels high, no wider than `width` where that can be. */
async function drawWords(text: string, of: { height: number; colour: string }) {
  // At 72 dots an inch a point is a pixel; the height of the body is drawn large enough for letters of the wanted height.
  const words = await sharp({
    text: {
      text: `<span foreground="${of.colour}">${escapeXml(text)}</span>`,
      font: `Noto Sans SC ${Math.ceil(of.height * 1.15)}px`,
      fontfile: fontFile(),
      rgba: true,
      dpi: 72,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true })
  return words
}

/** How high the letters are, and the words that fit: 人工智能生成 in short where a whole sentence is too wide. */
interface Fitting {
  data: Buffer
  width: number
  height: number
}

async function fitting(choices: readonly string[], of: { letter: number; width: number }): Promise<Fitting> {
  let last: Fitting | undefined
  for (const text of choices) {
    const { data, info } = await drawWords(text, { height: of.letter, colour: '#ffffff' })
    last = { data, width: info.width, height: info.height }
    if (info.width <= of.width) return last
  }
  return last!
}

/**
 * Draws the visible label into a picture: white letters on a dark strip along the lower edge, at least 5 % of the shorter side
 * high. Of the words given the first that fit are taken; a picture too narrow for any is made wider, never the letters smaller.
 */
export async function drawLabel(picture: Buffer, words: readonly string[]): Promise<Buffer> {
  const { width, height } = await sharp(picture)
    .autoOrient()
    .toBuffer({ resolveWithObject: true })
    .then(made => made.info)
  const letter = Math.max(leastLetter, Math.ceil(Math.min(width, height) * letterShare))
  const margin = Math.ceil(letter / 2)
  const text = await fitting(words, { letter, width: width - 2 * margin })
  const canvas = Math.max(width, text.width + 2 * margin)
  const strip = text.height + 2 * margin
  const below = strip > height / 3
  const shade = await sharp({
    create: {
      width: canvas,
      height: strip,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: below ? 1 : 0.6 },
    },
  })
    .png()
    .toBuffer()
  const whole = below ? height + strip : height
  return await sharp(picture)
    .autoOrient()
    .extend({
      right: canvas - width,
      bottom: whole - height,
      background: { r: 0, g: 0, b: 0, alpha: 1 },
    })
    .composite([
      { input: shade, left: 0, top: whole - strip },
      { input: text.data, left: margin, top: whole - strip + margin },
    ])
    .toBuffer()
}

import { type Found, nothing, together } from './found.ts'
import type { Source } from './source.ts'
import { type Span, spansOf } from './spans.rules.ts'
import { generatorsIn } from './traces.rules.ts'
import { unescapeXml } from './xmp.rules.ts'
import { partBytes, type ZipPart, zipParts } from './zip.ts'

export const customPart = 'docProps/custom.xml'
/** Where the text of the document begins, by kind. */
const textParts =
  /^(word\/document\.xml|xl\/sharedStrings\.xml|xl\/worksheets\/sheet1\.xml|ppt\/slides\/slide1\.xml)$/

/** The custom properties of a document whose name contains AIGC, each with its element. */
export function aigcProperties(xml: string): Span[] {
  return spansOf(xml, { open: '<property', close: '</property>', longest: 200_000, most: 1_000 }).filter(
    ({ text }) => /\bname\s{0,8}=\s{0,8}["'][^"']{0,40}AIGC/i.test(text.slice(0, text.indexOf('>') + 1)),
  )
}

const bare = (xml: string) => unescapeXml(xml.replace(/<[^<>]*>/g, '')).trim()

/** The entries of a part of custom properties. */
export function entriesInProperties(xml: string): string[] {
  return aigcProperties(xml).map(({ text }) => bare(text))
}

// A paragraph of Word, a string of Excel or a paragraph of PowerPoint is a line.
function linesOf(xml: string): string {
  const head = xml.length > 400_000 ? xml.slice(0, 200_000) + xml.slice(-200_000) : xml
  return bare(head.replace(/<\/(w:p|si|row|a:p)>/g, '\n'))
}

async function readPart(source: Source, part: ZipPart): Promise<Found> {
  const xml = (await partBytes(source, part)).toString('utf8')
  if (part.name === customPart)
    return {
      ...nothing(),
      entries: entriesInProperties(xml).map(text => ({ place: 'ooxml:custom', text })),
    }
  if (part.name === 'docProps/app.xml' || part.name === 'docProps/core.xml')
    return { ...nothing(), traces: generatorsIn(bare(xml)) }
  return { ...nothing(), texts: [linesOf(xml)] }
}

/** What a DOCX, XLSX or PPTX file says of itself; undefined for an archive of something else. */
export async function readOffice(
  source: Source,
): Promise<{ format: 'docx' | 'xlsx' | 'pptx'; found: Found } | undefined> {
  const parts = await zipParts(source)
  if (!parts) return undefined
  const has = (folder: string) => parts.some(part => part.name.startsWith(folder))
  const format = has('word/') ? 'docx' : has('xl/') ? 'xlsx' : has('ppt/') ? 'pptx' : undefined
  if (!format) return undefined
  const all: Found[] = []
  for (const part of parts) {
    const isRead =
      [customPart, 'docProps/app.xml', 'docProps/core.xml'].includes(part.name) || textParts.test(part.name)
    if (!isRead) continue
    const isText = textParts.test(part.name)
    // A long document is no harm; its words are, where they are too many, not looked through.
    all.push(
      await readPart(source, part).catch(error => {
        if (isText) return { ...nothing(), problems: ['text-not-read'] }
        throw error
      }),
    )
  }
  return { format, found: together(all) }
}

import { type CheckContext, pass, redacted, type Said } from './check-context.ts'
import { plain } from './plain-text.rules.ts'

const token = /⟦[^⟦⟧]{1,40}⟧/g

/** Takes tokens out that are not of this decision: they stand for somebody in another one, or the model made them up. */
export function dropForeignTokens(text: string, tokens: ReadonlySet<string>): Said {
  if (!text.includes('⟦')) return pass(text)
  const kept = text.replaceAll(token, found => (tokens.has(found) ? found : redacted))
  if (kept === text) return pass(text)
  return { text: kept, says: 'drop', because: ['foreign-token'], overridable: false }
}

/** Length of the pieces by which two texts are compared. */
const piece = 8
/**
 * How much must be the same in one run. A Chinese character counts two, any other one: about 20 characters or 8 English
 * words. Half of that is reached by polite phrases that stand in instructions and in answers.
 */
const tooMuch = 40

const weightOf = (character: string) => (/\p{Script=Han}/u.test(character) ? 2 : 1)

/** The weight of the longest run of `text` that also stands in `other`; both plain. */
function longestCommon(text: string, other: string): { weight: number; run: string } {
  const best = { weight: 0, run: '' }
  let from = 0
  while (from + piece <= text.length) {
    if (!other.includes(text.slice(from, from + piece))) {
      from++
      continue
    }
    let end = from + piece
    while (end < text.length && other.includes(text.slice(from, end + 1))) end++
    const run = text.slice(from, end)
    const weight = [...run].reduce((sum, character) => sum + weightOf(character), 0)
    if (weight > best.weight) Object.assign(best, { weight, run })
    from = end - piece + 1
  }
  return best
}

const readable = (text: string) => /^[\t\n\r\x20-\u{2ffff}]{12,}$/u.test(text) && !text.includes('\ufffd')

const escaped = /%[0-9a-f]{2}|\\u[0-9a-f]{4}|&#x?[0-9a-f]{1,6};/i

function unescaped(text: string): string {
  const units = text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#(x?)([0-9a-f]{1,6});/gi, (_, base: string, code: string) => {
      const point = Number.parseInt(code, base ? 16 : 10)
      return point <= 0x10ffff ? String.fromCodePoint(point) : ''
    })
  return units.replaceAll(/(?:%[0-9a-f]{2})+/gi, run =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}

function decoded(text: string): string[] {
  const found: string[] = []
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g)) {
    found.push(Buffer.from(run, 'base64').toString('utf8'))
    if (/^[0-9a-f]+$/i.test(run)) found.push(Buffer.from(run, 'hex').toString('utf8'))
  }
  for (const [run] of text.matchAll(/(?:[0-9a-f]{2}[\s,:]){12,}[0-9a-f]{2}/gi))
    found.push(Buffer.from(run.replaceAll(/[\s,:]/g, ''), 'hex').toString('utf8'))
  if (escaped.test(text)) found.push(unescaped(text))
  return found.filter(readable)
}

const turned = (text: string) =>
  text.replaceAll(/[a-z]/g, letter => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97))

/** How a text may read once what hides it is undone: encoded, turned by 13 letters, written backwards. */
function readings(text: string): string[] {
  const open = plain(text)
  return [open, ...decoded(text).map(plain), turned(open), [...open].reverse().join('')]
}

/** What an answer says when it gives its instructions away in other words or in another language. */
const marker =
  /(?:系统提示词|系統提示詞|我的(?:系统|初始|内部|隐藏)?(?:提示词|指令|设定))[^。！？\n]{0,8}(?:是|如下|为|：|:)|我(?:被|已被)(?:要求|指示|设定)(?:为|成|不得|不能|扮演|始终)|(?:my|the) (?:system|initial|hidden|original) (?:prompt|instructions?|message)\s*(?:is|are|reads?|says?|:)|i (?:was|have been|am) (?:instructed|told|programmed) (?:to|not to|never)|system prompt:|<\|?(?:system|im_start)\|?>|\[system\]|システムプロンプト|시스템 ?프롬프트|системн\w+ (?:промпт|инструкци)|(?:mis|las|mes|les) instruc(?:ciones|tions) (?:del sistema|système|son|sont)/iu

/**
 * Refuses an answer that gives away what the model was told: a long run of it, also when it is encoded or turned round, or
 * the words with which such a thing is announced. What also stands in the input or in a passage is no secret.
 */
export function refuseLeaks(
  text: string,
  context: Pick<CheckContext, 'instructions' | 'inputs' | 'passages'>,
): Said {
  const because: string[] = []
  const known = () => plain([...context.inputs, ...context.passages.map(one => one.text)].join('\n'))
  for (const instruction of context.instructions) {
    const secret = plain(instruction)
    const place = readings(text).findIndex(reading => {
      const { weight, run } = longestCommon(reading, secret)
      return weight >= tooMuch && !known().includes(run)
    })
    if (place >= 0) because.push(place === 0 ? 'instructions' : 'instructions-encoded')
  }
  if (context.instructions.length > 0 && marker.test(text) && !context.inputs.some(one => marker.test(one)))
    because.push('announced')
  if (because.length === 0) return pass(text)
  return { text, says: 'refuse', because: [...new Set(because)].sort(), overridable: false }
}

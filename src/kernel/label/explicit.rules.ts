/** The explicit label of a text: GB 45438-2025 asks for 人工智能 or AI together with 生成 or 合成. */
export const explicitLabel = {
  zh: '本内容由人工智能生成，须经人工确认',
  en: 'This content is AI-generated; a person must confirm it',
} as const

const chinese = /(人工智能|AI).{0,12}(生成|合成)/i
const english =
  /\bAI[- ]?(generated|synthesi[sz]ed)\b|\b(generated|synthesi[sz]ed|made|written) (by|with) (an )?(AI|artificial intelligence)\b/i
// A page about the labelling measures is not a page made by a machine.
const aboutIt = /办法|标准|条例|规定|通知|指南|服务提供|管理|标识方法|网络安全|measures|regulation|guideline/i
/** A declaration is short; a sentence of an article is not. */
const longestLine = 80
const linesEachEnd = 3

/** Whether one line declares that a machine made the text. */
export function declares(line: string): boolean {
  const text = line.trim()
  return text.length <= longestLine && (chinese.test(text) || english.test(text)) && !aboutIt.test(text)
}

/** The explicit label that stands at the head or the end of a text; null when there is none. */
export function explicitIn(text: string): string | null {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')
  const ends = [...lines.slice(0, linesEachEnd), ...lines.slice(-linesEachEnd)]
  return ends.find(declares) ?? null
}

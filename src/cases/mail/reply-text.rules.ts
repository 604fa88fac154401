// How mail programs begin what they quote beneath a reply; each stands at the beginning of a line.
const dividers = [
  /^-{2,}\s*(original message|forwarded message|原始邮件|原邮件|转发邮件|回复的原邮件|回复的邮件)\s*-{0,}/i,
  /^_{10,}\s*$/,
  /^在.{4,120}(写道|写到)\s*[:：]?\s*$/,
  /^(\d{4}[-年/.]|于\s?\d{4}).{4,120}(写道|写到)\s*[:：]?\s*$/,
  /^on .{4,160} wrote:\s*$/i,
  /^.{0,120}<[^<>@\s]{1,64}@[^<>@\s]{1,190}>\s*(于.{4,60})?(写道|wrote)\s*[:：]\s*$/i,
]
const headerLine = /^\**(发件人|寄件者|from)\**\s*[:：]/i
const nextHeaderLine = /^\**(发送时间|日期|收件人|主题|抄送|sent|date|to|subject|cc)\**\s*[:：]/i
const signature = /^-- ?$/
// What a device adds as the last line; higher up 从我的阳台看 and 来自我的 are what somebody says.
const devices = [
  /^(发自我的|来自我的).{1,30}$/,
  /^从我的.{1,30}发送$/,
  /^sent from my .{1,40}$/i,
  /^获取 ?outlook/i,
  /^get outlook/i,
]

// Outlook writes a block of header lines over what it quotes.
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!headerLine.test(lines[at]!.trim())) return false
  const next = lines.slice(at + 1, at + 5).find(line => line.trim() !== '')
  return next !== undefined && nextHeaderLine.test(next.trim())
}

function isDivider(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim().slice(0, 300)
  // The line that names the writer may be broken in two.
  const joined = `${line} ${(lines[at + 1] ?? '').trim()}`.slice(0, 300)
  return (
    dividers.some(one => one.test(line)) ||
    (/^(on |在)/i.test(line) && dividers.some(one => one.test(joined)))
  )
}

/** Without the signature at its end. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex(line => signature.test(line.trimEnd()))
  let end = at < 0 ? lines.length : at
  const isLeftOut = (line: string) => line === '' || devices.some(one => one.test(line))
  while (end > 0 && isLeftOut(lines[end - 1]!.trim())) end--
  return lines.slice(0, end)
}

/**
 * What somebody wrote in a reply: without what the mail program quotes beneath and without the signature. Answers written
 * between quoted lines stay. A reply that has no words of its own comes back whole: a person can see more in it.
 */
export function ownWords(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const end = lines.findIndex((_, at) => isDivider(lines, at) || isHeaderBlock(lines, at))
  const own = (end < 0 ? lines : lines.slice(0, end)).filter(line => !/^\s*>/.test(line))
  const words = withoutSignature(own)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return words === '' ? text.trim() : words
}

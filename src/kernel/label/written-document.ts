/** A document to be written as a file: a title, and headings, paragraphs and lists in order. */
export interface WrittenDocument {
  title: string
  blocks: readonly Block[]
}

export type Block = { kind: 'heading' | 'paragraph' | 'item'; text: string }

/** The document as Markdown. Signs that Markdown reads are kept from being read. */
export function asMarkdown({ title, blocks }: WrittenDocument): string {
  const plain = (text: string) =>
    text.replace(/[\\`*_[\]<>#|]/g, sign => `\\${sign}`).replace(/\s*\n\s*/g, ' ')
  const lines = blocks.map(({ kind, text }) => {
    if (kind === 'heading') return `\n## ${plain(text)}\n`
    return kind === 'item' ? `- ${plain(text)}` : `${plain(text)}\n`
  })
  return `# ${plain(title)}\n\n${lines.join('\n')}\n`
}

/** The document as plain text. */
export function asText({ title, blocks }: WrittenDocument): string {
  const lines = blocks.map(({ kind, text }) => {
    if (kind === 'heading') return `\n${text}`
    return kind === 'item' ? `- ${text}` : text
  })
  return `${title}\n\n${lines.join('\n')}\n`
}

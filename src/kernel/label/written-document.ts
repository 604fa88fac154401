/** A document to be written as a file: a title, and headings, paragraphs and lists in order. */
export interface WrittenDocument {
  title: string
  blocks: readonly Block[]
}

/** One step of a drawn way: a box with its title, a smaller note, and how it went. */
export interface DrawnStep {
  title: string
  note: string
  says: 'done' | 'marked' | 'stopped' | 'skipped' | 'waits'
}

export type Block =
  | { kind: 'heading' | 'paragraph' | 'item'; text: string }
  /** Drawn where the format can draw, a numbered list elsewhere; `text` says what the drawing shows. */
  | { kind: 'steps'; text: string; steps: readonly DrawnStep[] }

/** The steps in words, each with its number. */
export const stepLines = (steps: readonly DrawnStep[]): string[] =>
  steps.map(({ title, note }, place) => `${place + 1}. ${title}${note === '' ? '' : ` · ${note}`}`)

/** A document for formats that do not draw: each step is an item. */
export function withoutDrawings({ title, blocks }: WrittenDocument): {
  title: string
  blocks: { kind: 'heading' | 'paragraph' | 'item'; text: string }[]
} {
  return {
    title,
    blocks: blocks.flatMap(block =>
      block.kind === 'steps'
        ? stepLines(block.steps).map(text => ({ kind: 'item' as const, text }))
        : [block],
    ),
  }
}

/** The document as Markdown. Signs that Markdown reads are kept from being read. */
export function asMarkdown(document: WrittenDocument): string {
  const { title, blocks } = withoutDrawings(document)
  const plain = (text: string) =>
    text.replace(/[\\`*_[\]<>#|]/g, sign => `\\${sign}`).replace(/\s*\n\s*/g, ' ')
  const lines = blocks.map(({ kind, text }) => {
    if (kind === 'heading') return `\n## ${plain(text)}\n`
    return kind === 'item' ? `- ${plain(text)}` : `${plain(text)}\n`
  })
  return `# ${plain(title)}\n\n${lines.join('\n')}\n`
}

/** The document as plain text. */
export function asText(document: WrittenDocument): string {
  const { title, blocks } = withoutDrawings(document)
  const lines = blocks.map(({ kind, text }) => {
    if (kind === 'heading') return `\n${text}`
    return kind === 'item' ? `- ${text}` : text
  })
  return `${title}\n\n${lines.join('\n')}\n`
}

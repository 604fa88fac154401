import type { ClipboardEvent, ReactNode } from 'react'
import type { AiLabel } from '#kernel/kernel.contract.ts'
import { copiedWith } from './copy.rules.ts'
import { useWords } from './language.ts'

function selected(): { text: string; html: string } {
  const selection = window.getSelection()
  const holder = document.createElement('div')
  if (selection && selection.rangeCount > 0) holder.append(selection.getRangeAt(0).cloneContents())
  return { text: selection?.toString() ?? '', html: holder.innerHTML }
}

/**
 * What a machine said, with its label above it: seen, read aloud, printed, and taken along when it is copied
 * (GB 45438-2025). All AI output on a page stands in one of these.
 */
export function AiContent({ label, children }: { label: AiLabel; children: ReactNode }) {
  const { language } = useWords()
  const words = language === 'en' ? label.en : label.zh
  const copy = (event: ClipboardEvent) => {
    // What is typed into a field is the person's own.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
    const copied = copiedWith(selected(), { label, words })
    if (!copied) return
    event.clipboardData.setData('text/plain', copied.plain)
    event.clipboardData.setData('text/html', copied.html)
    event.preventDefault()
  }
  return (
    <div className="ai-content stack-tight" onCopy={copy} data-aigc={label.aigc.ProduceID}>
      <p className="small quiet">{words}</p>
      {children}
    </div>
  )
}

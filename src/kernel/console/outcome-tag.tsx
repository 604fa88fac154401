import { useWords } from '#console/kit/language.ts'
import { type Tone, ToneTag } from '#console/kit/tone.tsx'

const tones: Record<string, Tone> = {
  advised: 'ai',
  abstained: 'new',
  refused: 'warning',
  failed: 'bad',
  adopted: 'good',
  amended: 'busy',
  rejected: 'warning',
}

/** What came of a run, or what a person did with it, as a word. */
export function WordTag({ kind, word }: { kind: 'outcome' | 'verdict'; word: string }) {
  const { t } = useWords()
  return <ToneTag tone={tones[word] ?? 'calm'}>{t(`kernel:${kind}.${word}`)}</ToneTag>
}

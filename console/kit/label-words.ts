import type { LabelSays } from '#kernel/label/label.contract.ts'
import type { Translate, UiLanguage } from './language.ts'
import { listText } from './list-text.ts'
import type { Tone } from './tone.tsx'

/** How what a label says looks. */
export const labelTone: Record<LabelSays, Tone> = {
  sure: 'ai',
  'may-be': 'warning',
  suspected: 'warning',
  none: 'calm',
}

/** Stable words of the label checker in the reader's language: `generator:midjourney` by its first part. */
export function labelReasons(of: { t: Translate; language: UiLanguage }, because: readonly string[]): string {
  const said = because.map(word => {
    const [kind = '', rest = ''] = word.split(/:(.*)/s)
    return of.t(`label:because.${kind}`, { of: rest, defaultValue: word })
  })
  return listText(said, of.language)
}

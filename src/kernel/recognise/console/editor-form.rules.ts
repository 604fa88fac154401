import type { Level } from '#base/level.contract.ts'
import type {
  Checksum,
  OwnRecogniser,
  RecogniserView,
} from '#kernel/recognise/own/own-recogniser.contract.ts'

/** A recogniser as it stands in the form: lists as lines of text. */
export interface EditorForm {
  key: string
  titleZh: string
  titleEn: string
  pattern: string
  checksum: Checksum
  words: string
  wordsRequired: boolean
  score: number
  level: Level
  examples: string
  counterExamples: string
  enabled: boolean
}

/** A form for a new recogniser. */
export const emptyForm: EditorForm = {
  key: '',
  titleZh: '',
  titleEn: '',
  pattern: '',
  checksum: 'none',
  words: '',
  wordsRequired: false,
  score: 0.9,
  level: 'L3',
  examples: '',
  counterExamples: '',
  enabled: true,
}

const linesOf = (text: string) => [...new Set(text.split('\n').map(line => line.trim()))].filter(Boolean)

/** The form of a recogniser that is there. */
export function formOf(view: RecogniserView): EditorForm {
  const { key, titleZh, titleEn, pattern, checksum, wordsRequired, score, level, enabled } = view
  return {
    key,
    titleZh,
    titleEn,
    pattern,
    checksum,
    wordsRequired,
    score,
    level,
    enabled,
    words: view.words.join('\n'),
    examples: view.examples.join('\n'),
    counterExamples: view.counterExamples.join('\n'),
  }
}

/** What is sent of a form. */
export function recogniserOf(form: EditorForm): OwnRecogniser {
  const { key: _, ...rest } = form
  return {
    ...rest,
    titleZh: form.titleZh.trim(),
    titleEn: form.titleEn.trim(),
    words: linesOf(form.words),
    examples: linesOf(form.examples),
    counterExamples: linesOf(form.counterExamples),
  }
}

/** Fields that are not filled in well, with the key of what is said of each. */
export function faultsOf(form: EditorForm): Partial<Record<keyof EditorForm, string>> {
  const faults: Partial<Record<keyof EditorForm, string>> = {}
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(form.key)) faults.key = 'recognise:fault.key'
  if (form.titleZh.trim() === '') faults.titleZh = 'recognise:fault.needed'
  if (form.titleEn.trim() === '') faults.titleEn = 'recognise:fault.needed'
  if (form.pattern === '') faults.pattern = 'recognise:fault.needed'
  if (linesOf(form.examples).length === 0) faults.examples = 'recognise:fault.examples'
  if (form.wordsRequired && linesOf(form.words).length === 0) faults.words = 'recognise:fault.words'
  return faults
}

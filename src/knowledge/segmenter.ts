import { createRequire } from 'node:module'
import type { Segmenter } from './tokens.rules.ts'

/** Which segmenter cuts words, shown by `doctor`: results differ between the two. */
export interface LoadedSegmenter {
  name: 'jieba' | 'intl'
  cut: Segmenter
  /** As `cut`, but on another thread; absent where there is none for it. */
  cutAside?(text: string): Promise<readonly string[]>
}

type JiebaModule = typeof import('@node-rs/jieba')
type DictionaryModule = typeof import('@node-rs/jieba/dict.js')

/** Word segmentation of the platform: always there, coarser on Chinese than jieba. */
export function intlSegmenter(): LoadedSegmenter {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  return { name: 'intl', cut: text => Array.from(segmenter.segment(text), piece => piece.segment) }
}

/**
 * Loads jieba with its default dictionary (0.3 s, 58 MB, hence not before the first use), or the platform's segmenter
 * where the native module does not exist. `load` is replaced in a test only.
 */
export function loadSegmenter(
  load: (name: string) => unknown = createRequire(import.meta.url),
): LoadedSegmenter {
  try {
    const { Jieba } = load('@node-rs/jieba') as JiebaModule
    const { dict } = load('@node-rs/jieba/dict.js') as DictionaryModule
    const jieba = Jieba.withDict(dict)
    return {
      name: 'jieba',
      cut: text => jieba.cut(text, true),
      cutAside: async text => (await jieba.cutAsync(text, true)) as string[],
    }
  } catch {
    return intlSegmenter()
  }
}

let shared: LoadedSegmenter | undefined

/** The process's one segmenter, loaded on first use. */
export function sharedSegmenter(): LoadedSegmenter {
  shared ??= loadSegmenter()
  return shared
}

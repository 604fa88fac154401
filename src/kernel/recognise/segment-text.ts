import { createRequire } from 'node:module'

/** A word of a text with the part of speech that jieba's list gives it; empty where there is no jieba. */
export interface Word {
  text: string
  tag: string
  start: number
}

type Cut = (text: string) => readonly { word: string; tag: string }[]
type Load = (name: string) => unknown

/**
 * Loads jieba with its word list (0.2 s, 58 MB, hence not before the first text), or the segmenter of the platform where the
 * native module does not exist: it knows no parts of speech, and fewer names are found. `load` is replaced in a test only.
 */
export function loadCut(load: Load = createRequire(import.meta.url)): Cut {
  try {
    const { Jieba } = load('@node-rs/jieba') as typeof import('@node-rs/jieba')
    const { dict } = load('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js')
    const jieba = Jieba.withDict(dict)
    return text => jieba.tag(text, false)
  } catch {
    const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
    return text => Array.from(segmenter.segment(text), ({ segment }) => ({ word: segment, tag: '' }))
  }
}

let shared: Cut | undefined

function sharedCut(): Cut {
  shared ??= loadCut()
  return shared
}

/** Cuts a text into words that together cover it. */
export function segmentText(text: string, cut: Cut = sharedCut()): Word[] {
  let start = 0
  return cut(text).map(({ word, tag }) => {
    const one = { text: word, tag, start }
    start += word.length
    return one
  })
}

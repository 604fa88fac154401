import type { Level } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { checkAnswer, type UncheckedAnswer } from '../check/check-answer.rules.ts'
import type { Passage } from '../ports.ts'
import type { Guarded } from './guard-input.ts'

/** What is known when an answer is checked. */
export interface CheckedRun {
  algorithm: AnyAlgorithm
  guarded: Guarded
  passages: readonly Passage[]
  /** How far whoever asked is cleared. */
  reader: Level
  /** Checks that a person overrode for this subject. */
  overridden?: ReadonlySet<string> | undefined
}

/** The checks after the model, with what this run knows. Only what has something to say is kept of them. */
export function checkRun(answer: UncheckedAnswer, run: CheckedRun) {
  const { algorithm, guarded, passages, reader, overridden = new Set() } = run
  const { inForce, book, texts } = guarded
  const checked = checkAnswer(answer, {
    reader,
    inputs: texts,
    passages,
    tokens: new Set(book.values.keys()),
    instructions: algorithm.instructions ?? [],
    written: algorithm.written ?? [],
    ids: [],
    vocabulary: inForce.vocabulary,
    topics: inForce.topics,
    recognise: inForce.findingsIn,
    overridden,
    hosts: inForce.hosts,
  })
  return { ...checked, results: checked.results.filter(one => one.says !== 'pass') }
}

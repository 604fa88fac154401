import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Classification, ClassifyRequest, ModelPort } from '#kernel/index.ts'
import { classifyText } from './classify-text.ts'
import type { HeldModel, HeldModels } from './held-models.ts'

/** Texts of one model that were asked about in one turn of the event loop. */
export interface Batch {
  held: HeldModel
  requests: Pick<ClassifyRequest, 'text' | 'explain'>[]
}

/** Answers a batch, in order. */
export type ClassifyMany = (batch: Batch) => Promise<Classification[]>

interface Waiting {
  held: HeldModel
  request: ClassifyRequest
  resolve(answer: Classification): void
  reject(error: unknown): void
}

/** Up to this many are answered on this thread: handing them to another costs more than they do (0.2 ms each). */
const fewRows = 8

/**
 * So many are handed back in one turn of the event loop: what follows an answer (0.3 ms for a reading of the duty list) keeps
 * everybody else waiting, and of five hundred in one turn that was 150 ms for each page and each write of an import.
 */
const atOnce = 16

async function answer(waiting: readonly Waiting[], many: ClassifyMany): Promise<void> {
  const { held } = waiting[0]!
  if (waiting.length <= fewRows) {
    for (const { request, resolve, reject } of waiting) {
      try {
        resolve(classifyText(held.model, request, held.id))
      } catch (error) {
        reject(error)
      }
    }
    return
  }
  try {
    const answers = await many({ held, requests: waiting.map(one => one.request) })
    for (const [place, one] of waiting.entries()) {
      one.resolve(answers[place]!)
      if (place % atOnce === atOnce - 1) await nextTurn()
    }
  } catch (error) {
    for (const one of waiting) one.reject(error)
  }
}

/**
 * Fills the kernel's port with the models in use. What is asked in one turn of the event loop is answered together: the
 * kernel asks for each item of a batch by itself.
 * A model runs inside this process, so its ceiling is the highest level.
 */
export function createClassifyPort(models: HeldModels, many: ClassifyMany): ModelPort {
  let waiting: Waiting[] = []
  const flush = () => {
    const all = waiting
    waiting = []
    for (const group of Map.groupBy(all, one => one.held).values()) void answer(group, many)
  }
  return {
    ceiling: () => 'L4',
    classify: async request => {
      const held = await models.find(request.task)
      if (!held) return null
      return await new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ held, request, resolve, reject })
      })
    },
  }
}

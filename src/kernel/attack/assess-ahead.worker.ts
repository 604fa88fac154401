import { parentPort } from 'node:worker_threads'
import type { AheadAnswer, AheadOrder } from './assess-ahead.ts'
import { assessAttack } from './assess-attack.ts'

parentPort?.on('message', ({ id, texts }: AheadOrder) => {
  const answer: AheadAnswer = { id, verdicts: texts.map(text => assessAttack(text)) }
  parentPort?.postMessage(answer)
})

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AttackVerdict } from '../guard/guard.contract.ts'
import { type AttackModel, decodeAttackModel } from './attack-model.rules.ts'
import { fenceWith } from './fence.rules.ts'
import { judgeText } from './judge-text.rules.ts'

/** The weights, trained by `scripts/train-attack-model.ts`; read at the first call and kept. */
const modelFile = new URL('./attack-model.bin', import.meta.url)
let held: AttackModel | undefined

/** What a thread read ahead, until it is asked for; a batch that was given up must not stay for ever. */
const ahead = new Map<string, AttackVerdict>()
const mostAhead = 10_000

/** Keeps what was read of a text elsewhere for the next one who asks. */
export function rememberVerdict(text: string, verdict: AttackVerdict): void {
  ahead.set(text, verdict)
  for (const oldest of ahead.keys()) {
    if (ahead.size <= mostAhead) break
    ahead.delete(oldest)
  }
}

/** Whether a text attacks a model: rules and a classifier read it as it stands, as it was hidden, and as it was encoded. */
export function assessAttack(text: string): AttackVerdict {
  const known = ahead.get(text)
  if (known && ahead.delete(text)) return known
  held ??= decodeAttackModel(readFileSync(modelFile))
  return judgeText(held, text)
}

/** A passage, a file or the result of a tool, fenced as data with a boundary that nobody can guess. */
export function fenceAsData(text: string): string {
  return fenceWith(randomBytes(9).toString('base64url'), text)
}

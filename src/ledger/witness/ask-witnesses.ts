import { type Database, inTransaction } from '#base/index.ts'
import type { HeadRow } from '../log/log.store.ts'
import { selectHead } from '../log/log.store.ts'
import { cosignedAt, readNote, readSignatureLine, readVerifierKey, signedBy } from '../note/note.rules.ts'
import { proveConsistency } from '../prove/prove-entry.ts'
import { addCheckpointText } from './witness.rules.ts'
import {
  insertCosignature,
  noteAnswer,
  selectWitnesses,
  type WitnessRow,
  type WitnessTrouble,
} from './witness.store.ts'

/** A witness in another building may sleep; the log does not wait for it. */
const patience = 5000

/** Sends a request and reads a short answer. */
export type Post = (url: string, body: string) => Promise<{ status: number; body: string }>

/** Over HTTP, without following anybody elsewhere. */
export const postToWitness: Post = async (url, body) => {
  const signal = AbortSignal.timeout(patience)
  const answer = await fetch(url, { method: 'POST', body, redirect: 'error', signal })
  return { status: answer.status, body: (await answer.text()).slice(0, 16_384) }
}

type Answer = { trouble: WitnessTrouble; size?: number } | { trouble: null; line: string; at: Date }

async function ask(
  { database, post }: { database: Database; post: Post },
  witness: WitnessRow,
  { head, from }: { head: HeadRow; from: number },
): Promise<Answer> {
  const proof =
    from > 0 && from < head.size
      ? (await proveConsistency(database, { older: from, newer: head.size })).proof
      : []
  const url = `${witness.url.replace(/\/$/, '')}/add-checkpoint`
  const answer = await post(url, addCheckpointText(from, proof, head.note)).catch(() => null)
  if (!answer) return { trouble: 'unreachable' }
  if (answer.status === 409) {
    const size = Number(answer.body.trim())
    if (!Number.isSafeInteger(size) || size < 0 || size === from) return { trouble: 'refused' }
    if (size > head.size) return { trouble: 'ahead' }
    return await ask({ database, post: postOnce(post) }, witness, { head, from: size })
  }
  if (answer.status === 422) return { trouble: 'forked' }
  if (answer.status !== 200) return { trouble: 'refused' }
  return readCosignature(witness, head, answer.body)
}

/** A witness that names one size after another is not followed for ever. */
const postOnce =
  (post: Post): Post =>
  async (url, body) => {
    const answer = await post(url, body)
    return answer.status === 409 ? { ...answer, status: 400 } : answer
  }

function readCosignature(witness: WitnessRow, head: HeadRow, body: string): Answer {
  const verifier = readVerifierKey(witness.verifier_key)
  const note = readNote(head.note)
  const signatures = body.split('\n').flatMap(line => readSignatureLine(line) ?? [])
  const found = verifier && note && signedBy({ text: note.text, signatures }, verifier)
  const at = found && cosignedAt(found)
  if (!found || !at) return { trouble: 'lied' }
  const line = body.split('\n').find(one => readSignatureLine(one)?.signature.equals(found.signature))
  return { trouble: null, line: `${line}\n`, at }
}

/**
 * Hands the newest head to every witness that has not signed it. What one answers, or that it does not, is kept and shown; a
 * signature that does not verify is never kept.
 * @returns how many signed
 */
export async function askWitnesses(database: Database, post: Post = postToWitness): Promise<number> {
  const head = await selectHead(database)
  if (!head || head.size === 0) return 0
  const waiting = (await selectWitnesses(database)).filter(
    one => one.size !== head.size || one.trouble !== null,
  )
  const answers = await Promise.all(
    waiting.map(async witness => ({
      witness,
      answer: await ask({ database, post }, witness, { head, from: Math.min(witness.size, head.size) }),
    })),
  )
  for (const { witness, answer } of answers)
    await inTransaction(database, async tx => {
      if (answer.trouble !== null)
        return await noteAnswer(tx, witness.id, { at: null, trouble: answer.trouble })
      const { line, at } = answer
      const { origin, size, note } = head
      await insertCosignature(tx, { witness_id: witness.id, origin, size, note, line, seen_at: at })
      await noteAnswer(tx, witness.id, { size, at, trouble: null })
    })
  return answers.filter(({ answer }) => answer.trouble === null).length
}

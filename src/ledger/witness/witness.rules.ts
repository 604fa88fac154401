import { isConsistent } from '../merkle/merkle.rules.ts'
import {
  type Head,
  readHead,
  readNote,
  type SignedNote,
  signedBy,
  type Verifier,
} from '../note/note.rules.ts'

/** What a log asks a witness: to cosign a head that continues one it saw (C2SP tlog-witness). */
export interface AddCheckpoint {
  oldSize: number
  proof: Buffer[]
  note: SignedNote
  head: Head
}

/** What a witness does with a request; the status is that of HTTP. */
export type Judgement =
  | { status: 200; request: AddCheckpoint }
  | { status: 400 | 403 | 404 | 422 }
  | { status: 409; size: number }

const mostProof = 63

/** Writes a request. */
export function addCheckpointText(oldSize: number, proof: readonly Uint8Array[], note: string): string {
  const lines = proof.map(one => `${Buffer.from(one).toString('base64')}\n`).join('')
  return `old ${oldSize}\n${lines}\n${note}`
}

/** Reads a request; null for what is none. */
export function readAddCheckpoint(body: string): AddCheckpoint | null {
  const split = body.indexOf('\n\n')
  if (split < 0) return null
  const [first = '', ...lines] = body.slice(0, split).split('\n')
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)
  const proof = lines.map(line => Buffer.from(line, 'base64'))
  if (!old || proof.length > mostProof || proof.some(one => one.length !== 32)) return null
  const note = readNote(body.slice(split + 2))
  const head = readHead(note?.text ?? '')
  return note && head ? { oldSize: Number(old[1]), proof, note, head } : null
}

/**
 * Whether a witness cosigns: the log is known, its signature holds, the request begins where the witness left off, and the log
 * only grew since.
 * @param known what it cosigned last of this log; undefined for nothing yet
 */
export function judgeRequest(
  body: string,
  logs: readonly Verifier[],
  knownOf: (origin: string) => Head | undefined,
): Judgement {
  const request = readAddCheckpoint(body)
  if (!request) return { status: 400 }
  const { head, note, oldSize, proof } = request
  const ours = logs.filter(log => log.name === head.origin)
  if (ours.length === 0) return { status: 404 }
  if (!ours.some(log => signedBy(note, log))) return { status: 403 }
  const known = knownOf(head.origin)
  if (oldSize !== (known?.size ?? 0)) return { status: 409, size: known?.size ?? 0 }
  if (oldSize > head.size) return { status: 400 }
  // The first head of a log is taken as it is: from then on it can only grow.
  if (!known || known.size === 0) return proof.length === 0 ? { status: 200, request } : { status: 422 }
  return isConsistent({ older: known, newer: head, proof }) ? { status: 200, request } : { status: 422 }
}

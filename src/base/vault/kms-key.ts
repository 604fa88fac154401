import { z } from 'zod'
import type { KeyFacts, MasterKey } from './master-key.ts'
import { vaultError } from './vault.errors.ts'

/** A key of a management system that speaks the transit interface of Vault and OpenBao. */
export interface KmsPlace {
  /** With the mount: https://kms.example/v1/transit */
  url: string
  token: string
  key: string
}

const patience = 10_000
const encrypted = z.object({ data: z.object({ ciphertext: z.string().min(1) }) })
const decrypted = z.object({ data: z.object({ plaintext: z.base64() }) })

async function ask<T>(
  place: KmsPlace,
  what: { verb: string; body: object; answer: z.ZodType<T> },
): Promise<T> {
  let response: Response
  let text: string
  try {
    response = await fetch(`${place.url}/${what.verb}/${encodeURIComponent(place.key)}`, {
      method: 'POST',
      headers: { 'x-vault-token': place.token, 'content-type': 'application/json' },
      body: JSON.stringify(what.body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    text = await response.text()
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined
    throw vaultError('base.kms-unreachable', { reason: cause?.code ?? (error as Error).name })
  }
  if (!response.ok) throw vaultError('base.kms-refused', { status: response.status })
  try {
    return what.answer.parse(JSON.parse(text))
  } catch {
    // What it said instead may hold a key.
    throw vaultError('base.kms-refused', { status: `${response.status}, not in the transit format` })
  }
}

const factsOf = ({ id, purpose, cipher }: KeyFacts) => `${id} ${purpose} ${cipher}\n`

/** The master key of a key management system; it never leaves it. */
export function kmsMaster(place: KmsPlace): MasterKey {
  const mark = `kms:${place.key}:`
  return {
    name: `kms:${place.key}`,
    mark,
    wrap: async (secret, facts) => {
      // Bound to its row by what is sealed with it: not all kinds of transit keys take associated data.
      const plaintext = Buffer.concat([Buffer.from(factsOf(facts)), secret]).toString('base64')
      const answer = await ask(place, { verb: 'encrypt', body: { plaintext }, answer: encrypted })
      return mark + answer.data.ciphertext
    },
    unwrap: async (wrapped, facts) => {
      const wrong = () => vaultError('base.master-key-wrong', { master: `kms:${place.key}` })
      if (!wrapped.startsWith(mark)) throw wrong()
      const ciphertext = wrapped.slice(mark.length)
      const answer = await ask(place, { verb: 'decrypt', body: { ciphertext }, answer: decrypted })
      const plain = Buffer.from(answer.data.plaintext, 'base64')
      const bound = Buffer.from(factsOf(facts))
      if (!bound.equals(plain.subarray(0, bound.length)) || plain.length !== bound.length + 32) throw wrong()
      return plain.subarray(bound.length)
    },
  }
}

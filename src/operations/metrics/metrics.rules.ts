/** What decides whether a request may read the metrics. */
export interface Asking {
  /** The peer's own address, not what a header says. */
  peer: string | undefined
  /** Whether a proxy passed the request on: then the peer says nothing about who asks. */
  forwarded: boolean
  authorization: string | undefined
}

/** The bearer token of a request; undefined when it has none. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
}

/** Without a token of its own the door is open to this machine alone, and not to what a proxy on it passes on. */
export function asksFromHere({ peer, forwarded }: Asking): boolean {
  if (forwarded || peer === undefined) return false
  return /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(peer)
}

/** Whether headers show that a proxy passed the request on. */
export function isPassedOn(headers: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(headers).some(name =>
    /^(x-forwarded-.*|x-real-ip|forwarded|via|[\w-]*client-ip|cf-connecting-ip)$/i.test(name),
  )
}

import type { Json } from '#ledger/index.ts'

/** What the watch counts. An entry that gives none of them is not counted. */
export const signals = [
  'personal-read',
  'access-refused',
  'export',
  'export-rows',
  'export-night',
  'safeguard-changed',
  'account-locked',
  'decision-refused',
  'breaker-opened',
  'ledger-found',
] as const
export type Signal = (typeof signals)[number]

/** One thing to be counted: what, about whom, how much. */
export interface Counted {
  signal: Signal
  about: string
  amount: number
  /** The drill it was planted by; empty: it is real. */
  drill: string
}

/** An entry of the ledger as far as it is read here. */
export interface SeenEntry {
  kind: string
  subject: string
  recordedAt: Date
  body: Json
}

/** What stands for the city as a whole. */
export const everything = '*'
/** The kind of entry that a drill writes; its body says as which kind it is to be read. */
export const plantedKind = 'drill.planted'

type Body = Readonly<Record<string, Json>>
type Read = (body: Body, entry: SeenEntry) => { signal: Signal; about: Json | undefined; amount?: Json }[]

const by =
  (signal: Signal): Read =>
  body => [{ signal, about: body.by }]

const readings: Readonly<Record<string, Read>> = {
  'contact.looked': by('personal-read'),
  'decision.content-looked': by('personal-read'),
  'case.reporter-revealed': body => [{ signal: 'personal-read', about: body.actor }],
  // All that is held about one person, given out on request.
  'case.person-export': body => [
    { signal: 'personal-read', about: body.by },
    { signal: 'export', about: body.by },
  ],
  'access.refused': body => [{ signal: 'access-refused', about: body.by, amount: body.times ?? 1 }],
  'case.exported': by('export'),
  'decision.list-exported': by('export'),
  'decision.trace-exported': by('export'),
  'decision.prov-exported': by('export'),
  'decision.proof-taken': by('export'),
  'fairness.exported': by('export'),
  // Whose it was stands in the entry that began it; whoever reads the log puts it in.
  'case.export-ended': body => [{ signal: 'export-rows', about: body.by, amount: body.rows ?? 0 }],
  'person.changed': by('safeguard-changed'),
  'person.password-reset': by('safeguard-changed'),
  'person.second-factor-reset': by('safeguard-changed'),
  'token.created': by('safeguard-changed'),
  'partner.created': by('safeguard-changed'),
  'levels.changed': by('safeguard-changed'),
  'levels.confirmed': by('safeguard-changed'),
  'guard.recogniser-changed': by('safeguard-changed'),
  'session.locked': () => [{ signal: 'account-locked', about: everything }],
  'decision.made': body =>
    body.outcome === 'refused' ? [{ signal: 'decision-refused', about: body.algorithm }] : [],
  'breaker.changed': body => (body.after === 'open' ? [{ signal: 'breaker-opened', about: everything }] : []),
  'ledger.resumed': () => [{ signal: 'ledger-found', about: everything }],
}

/** Kinds of entries that are counted. */
export const countedKinds: readonly string[] = Object.keys(readings)

const bodyOf = (body: Json): Body =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Body) : {}

const amountOf = (amount: Json | undefined): number =>
  typeof amount === 'number' && Number.isFinite(amount) && amount > 0 ? Math.floor(amount) : 1

/** The kind an entry is read as, and the drill that planted it. */
function readAs(entry: SeenEntry): { kind: string; drill: string } {
  if (entry.kind !== plantedKind) return { kind: entry.kind, drill: '' }
  const { as, drill } = bodyOf(entry.body)
  // A planted entry without the name of its drill would count as real: it counts as nothing.
  return typeof as === 'string' && typeof drill === 'string' && drill !== ''
    ? { kind: as, drill }
    : { kind: '', drill: '' }
}

/**
 * What an entry gives to be counted. @param isNight whether a moment lies in the night of the city
 */
export function countedOf(entry: SeenEntry, isNight: (at: Date) => boolean): Counted[] {
  const { kind, drill } = readAs(entry)
  const read = Object.hasOwn(readings, kind) ? readings[kind] : undefined
  if (!read) return []
  const body = bodyOf(entry.body)
  const found = read(body, entry).flatMap(({ signal, about, amount }) =>
    typeof about === 'string' && about !== '' ? [{ signal, about, amount: amountOf(amount), drill }] : [],
  )
  // A drill says that it is night; what people do is so by the clock.
  const night = drill === '' ? isNight(entry.recordedAt) : body.night === true
  const nightly = found
    .filter(one => one.signal === 'export' && night)
    .map(one => ({ ...one, signal: 'export-night' as const }))
  return [...found, ...nightly]
}

export interface Bucket extends Counted {
  /** Start of the ten minutes. */
  bucket: number
  times: number
}

const bucketMilliseconds = 600_000

/** The start of the ten minutes a moment lies in. */
export const bucketOf = (at: Date): number => at.getTime() - (at.getTime() % bucketMilliseconds)

/** Adds up what entries gave, by signal, whom it is about, drill and ten minutes. */
export function addUp(entries: readonly SeenEntry[], isNight: (at: Date) => boolean): Bucket[] {
  const sums = new Map<string, Bucket>()
  for (const entry of entries) {
    const bucket = bucketOf(entry.recordedAt)
    for (const one of countedOf(entry, isNight)) {
      const key = JSON.stringify([one.signal, one.about, one.drill, bucket])
      const held = sums.get(key)
      if (held) {
        held.times += 1
        held.amount += one.amount
      } else sums.set(key, { ...one, bucket, times: 1 })
    }
  }
  return [...sums.values()]
}

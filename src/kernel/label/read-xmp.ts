import { type Found, nothing } from './found.ts'
import { xmpTraces } from './traces.rules.ts'
import { entriesInXmp } from './xmp.rules.ts'

/** What an XMP packet says: entries of TC260, and traces. */
export function readXmp(packet: string, place: string): Found {
  const entries = entriesInXmp(packet).map(text => ({ place, text }))
  // The signed manifest of C2PA is a box of its own; a packet may point to it.
  const c2pa = /c2pa/i.test(packet) && /provenance|manifest/i.test(packet)
  return { ...nothing(), entries, traces: [...xmpTraces(packet), ...(c2pa ? ['c2pa'] : [])] }
}

import { type RawBuilder, sql } from 'kysely'

/** What an event said, as it comes from the database: opened there, so it is put together here. */
export interface SaidRow {
  text: string
  details: { legalBasis?: string; recipient?: string }
}

/** What an event answered to the citizen, for `saidWords`; null where nothing was said. */
export function saidToCitizen(content: string): RawBuilder<SaidRow | null> {
  const of = sql.ref(content)
  return sql`case when ${of}.text is not null then json_build_object('text', ${of}.text, 'details', ${of}.details) end`
}

/** The words, then the law they rest on and the office it went to, where there is one. */
export function saidWords(said: SaidRow | null): string | null {
  if (!said) return null
  const { legalBasis, recipient } = said.details
  return [said.text, legalBasis, recipient].filter((one, place) => place === 0 || one).join('\n')
}

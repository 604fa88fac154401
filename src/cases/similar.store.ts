import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from './case.store.ts'
import { beginning } from './sealed-words.ts'
import type { WeighedTerm } from './similar.rules.ts'

/** Shares of the commonest search terms, as the statistics of the database have them; empty before the first ANALYZE. */
export async function selectCommonness(handle: Handle): Promise<Map<string, number>> {
  const { rows } = await sql<{ terms: string[]; shares: number[] }>`
    select most_common_elems::text::text[] as terms, most_common_elem_freqs::float8[] as shares
      from pg_stats
     where schemaname = 'cases' and tablename = 'case_content' and attname = 'search'
       and most_common_elems is not null`.execute(handle)
  const { terms, shares } = rows[0] ?? { terms: [], shares: [] }
  return new Map(terms.map((term, index) => [term, shares[index]!]))
}

export interface SimilarRow {
  id: string
  code: string
  department_id: string
  excerpt: string
  score: number
}

// Per term; a term in more cases than this is not what makes two of them alike.
const mostPerTerm = 300
const mostWeighed = 60

/** Telling terms of one text, and how many cases are wanted for it. */
export interface SimilarWanted {
  terms: readonly WeighedTerm[]
  limit: number
}

const quoted = (term: string) => `'${term.replaceAll("'", "''")}'`

/**
 * Closed cases in scope that a department resolved and that share most of these terms, best first; one list for each text.
 * Many texts are one statement: planning it takes longer than running it for one.
 */
export async function selectSimilarClosed(
  handle: Handle,
  scope: Scope,
  wanted: readonly SimilarWanted[],
): Promise<SimilarRow[][]> {
  const terms = wanted.flatMap((one, text) => one.terms.map(({ term, weight }) => ({ text, term, weight })))
  const limits = wanted.map(one => one.limit)
  const totals = wanted.map(one => one.terms.reduce((sum, { weight }) => sum + weight, 0))
  const { rows } = await sql<SimilarRow & { text: number }>`
    with wanted as materialized (
      select text, term::tsquery as term, weight
        from unnest(${terms.map(one => one.text)}::int[], ${terms.map(one => quoted(one.term))}::text[],
                    ${terms.map(one => one.weight)}::float8[]) as given (text, term, weight)
    ), hit as (
      select wanted.text, found.case_id, sum(wanted.weight) as weight,
             row_number() over (partition by wanted.text order by sum(wanted.weight) desc, found.case_id desc) as place
        from wanted cross join lateral (
          select case_id from cases.case_content where search @@ wanted.term limit ${mostPerTerm}) found
       group by wanted.text, found.case_id having count(*) > 1
    ), best as (
      select hit.text, hit.weight, record.id, record.code, record.department_id,
             row_number() over (partition by hit.text order by hit.weight desc, record.id desc) as place
        from hit join cases.case_record record on record.id = hit.case_id
       where hit.place <= ${mostWeighed} and record.state = 'closed' and record.disposition = 'resolved'
         and record.department_id is not null and ${scopeCondition(scope, scopeColumns)}
    )
    select best.text, best.id, best.code, best.department_id, content.detail as excerpt,
           best.weight / given.total as score
      from best
      join unnest(${limits}::int[], ${totals}::float8[]) with ordinality as given (wanted, total, ordinal)
        on given.ordinal = best.text + 1
      join cases.case_content content on content.case_id = best.id
     where best.place <= given.wanted
     order by best.text, best.place`.execute(handle)
  const lists = wanted.map((): SimilarRow[] => [])
  for (const { text, ...row } of rows) lists[text]!.push({ ...row, excerpt: beginning(row.excerpt, 160) })
  return lists
}

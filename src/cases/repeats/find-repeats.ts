import type { z } from 'zod'
import { baseError, within } from '#base/index.ts'
import { type CitySnapshot, cellAt } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { caseError } from '../case.errors.ts'
import { type CaseRecord, selectCase, selectCaseContent } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { RepeatFound, RepeatQuestion, repeatsFound } from '../repeats.contract.ts'
import { resourceOf } from '../transition.ts'
import {
  type CandidateRow,
  countMembers,
  selectDistances,
  selectInRegions,
  selectNear,
  type Wanted,
} from './candidate.store.ts'
import { cellsAround, rankCandidates, reachFor } from './likeness.rules.ts'

type Found = z.input<typeof repeatsFound>

const day = 86_400_000
const textCompared = 1000
const excerptCharacters = 120

// It reads other people's words, so it takes the clearance of a search by content.
function checkClearance(loop: CaseLoop, actor: Actor): void {
  if (!within('L4', actor.scope.level) || !loop.permissions.permits(actor, 'cases:search'))
    throw caseError('cases.not-permitted', { action: 'search' })
}

const firstLevel = (city: CitySnapshot, categoryId: string | null) =>
  categoryId === null ? undefined : city.categoryPath(categoryId)[0]?.id

function ofFirstLevel(city: CitySnapshot, categoryId: string | null): string[] | null {
  const first = firstLevel(city, categoryId)
  if (first === undefined) return null
  return city.categories.filter(one => firstLevel(city, one.id) === first).map(one => one.id)
}

async function candidates(
  loop: CaseLoop,
  city: CitySnapshot,
  asked: { question: RepeatQuestion; wanted: Wanted; metres: number },
): Promise<CandidateRow[]> {
  const { question, wanted, metres } = asked
  const { longitude, latitude, regionId } = question
  if (longitude !== null && latitude !== null) {
    const cells = cellsAround(cellAt({ longitude, latitude }), metres)
    return await selectNear(loop.database, { ...wanted, cells, longitude, latitude, metres })
  }
  if (regionId === null) return []
  const regionIds = city.regionSubtree([regionId])
  return await selectInRegions(loop.database, { ...wanted, regionIds })
}

const textOf = (one: { subject: string; detail: string; address: string | null }) =>
  `${one.subject}\n${one.detail}\n${one.address ?? ''}`

async function search(
  loop: CaseLoop,
  actor: Actor,
  asked: { question: RepeatQuestion; reportedAt: Date; except: string | null },
): Promise<Found> {
  const { question, reportedAt, except } = asked
  const city = await loop.city.snapshot()
  const { categoryId } = question
  const categoryIds = ofFirstLevel(city, categoryId)
  const path = categoryId === null ? [] : city.categoryPath(categoryId).map(one => one.id)
  const { metres, weeks, closedDays } = reachFor(path, await selectDistances(loop.database))
  const wanted: Wanted = {
    scope: actor.scope,
    categoryIds,
    since: new Date(reportedAt.getTime() - weeks * 7 * day),
    closedSince: new Date(reportedAt.getTime() - closedDays * day),
    except,
  }
  const rows = await candidates(loop, city, { question, wanted, metres })
  const ranked = rankCandidates(
    textOf(question).slice(0, textCompared),
    rows.map(row => ({
      row,
      text: textOf(row),
      metres: row.metres,
      reportedAt: row.reported_at,
      sameCategory: categoryIds !== null && row.category_id !== null,
    })),
  )
  const members = await countMembers(
    loop.database,
    ranked.map(one => one.candidate.row.id),
  )
  const items = ranked.map(
    ({ candidate: { row }, likeness, words }): RepeatFound => ({
      caseId: row.id,
      code: row.code,
      state: row.state,
      subject: row.subject,
      excerpt: row.detail.slice(0, excerptCharacters).toWellFormed(),
      departmentId: row.department_id,
      categoryId: row.category_id,
      reportedAt: row.reported_at.toISOString(),
      metres: row.metres === null ? null : Math.round(row.metres),
      days: Math.floor(Math.abs(reportedAt.getTime() - row.reported_at.getTime()) / day),
      likeness,
      words,
      people: 1 + (members.get(row.id) ?? 0),
      mergeable: row.state !== 'closed',
    }),
  )
  return { items }
}

/**
 * Cases in the actor's scope that may be about the same matter as one that is being taken in: of the same first level of
 * the categories, near by, of the last weeks, by the words they share. No model is asked: a search by place, date and words
 * whose every hit says why it is there.
 * @throws cases.not-permitted without the clearance for what others said.
 */
export async function findRepeats(loop: CaseLoop, actor: Actor, question: RepeatQuestion): Promise<Found> {
  checkClearance(loop, actor)
  return await search(loop, actor, { question, reportedAt: new Date(), except: null })
}

/** The question that a case itself asks. */
async function questionOf(loop: CaseLoop, record: CaseRecord): Promise<RepeatQuestion | null> {
  const content = await selectCaseContent(loop.database, record.id)
  if (!content) return null
  const { subject, detail, address, longitude, latitude } = content
  const { region_id: regionId, category_id: categoryId } = record
  return { subject, detail, address, longitude, latitude, regionId, categoryId }
}

/**
 * Cases that may be about the same matter as one that is there.
 * @throws base.not-found, cases.not-permitted
 */
export async function findRepeatsOf(loop: CaseLoop, actor: Actor, caseId: string): Promise<Found> {
  checkClearance(loop, actor)
  const record = await selectCase(loop.database, { caseId, scope: actor.scope })
  if (!record || !loop.permissions.permits(actor, 'cases:read', resourceOf(record)))
    throw baseError('base.not-found')
  const question = await questionOf(loop, record)
  if (!question) return { items: [] }
  return await search(loop, actor, { question, reportedAt: record.reported_at, except: caseId })
}

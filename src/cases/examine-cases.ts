import type { Handle, Inconsistency, RoomCheck } from '#base/index.ts'
import { commitmentsOf } from '#kernel/index.ts'
import { recordedEvents } from '#ledger/index.ts'
import { casesOutOfState, casesWithGaps, newestSteps, reliedOnDecisions } from './examine.store.ts'
import { findMissingObjects, type ListedObjects } from './find-missing-objects.ts'
import { parkedChecks } from './parked-checks.ts'

const sample = 1000

const asFound = (ids: readonly string[]): Inconsistency => ({ count: ids.length, examples: ids.slice(0, 5) })

async function unrecordedSteps(handle: Handle): Promise<Inconsistency> {
  const steps = await newestSteps(handle, sample)
  const recorded = await recordedEvents(handle, [...new Set(steps.map(step => `case:${step.caseId}`))])
  return asFound(steps.filter(step => !recorded.has(step.id)).map(step => step.id))
}

async function changedDecisions(handle: Handle): Promise<Inconsistency> {
  const relied = await reliedOnDecisions(handle, sample)
  const now = await commitmentsOf(
    handle,
    relied.map(one => one.decisionId),
  )
  return asFound(relied.filter(one => now.get(one.decisionId) !== one.hash).map(one => one.id))
}

async function missingObjects(handle: Handle, objects: ListedObjects): Promise<Inconsistency> {
  const { missing } = await findMissingObjects(handle, objects)
  return asFound([...new Set(missing.map(one => one.attachmentId))])
}

/** What has to agree about cases. Where a check takes a sample it looks at the newest thousand. */
export function caseChecks(objects: ListedObjects): RoomCheck[] {
  const keep = 'Keep the database as it is, make a backup now, and tell the auditor.'
  return [
    {
      key: 'case-timeline',
      state: 'bad',
      good: { zh: '工单的流转记录完整', en: 'Every case has all steps of its timeline' },
      found: {
        zh: '{{count}} 件工单的流转记录缺号或多余：{{examples}}',
        en: '{{count}} cases have a gap in their timeline or a step too many: {{examples}}',
      },
      advice: `A case and its step are written together, so rows were removed or added past the product. ${keep} A backup of before shows what is missing.`,
      look: casesWithGaps,
    },
    {
      key: 'case-state',
      state: 'bad',
      good: { zh: '工单状态与最后一条流转记录一致', en: 'Every case stands where its last step put it' },
      found: {
        zh: '{{count}} 件工单的状态与最后一条流转记录不符：{{examples}}',
        en: '{{count}} cases do not stand where their last step put them: {{examples}}',
      },
      advice: `Somebody changed cases.case_record past the product. ${keep} The timeline is what counts.`,
      look: casesOutOfState,
    },
    {
      key: 'case-ledger',
      state: 'bad',
      good: { zh: '最近的流转记录均有台账条目', en: 'The newest steps all have their ledger entries' },
      found: {
        zh: '{{count}} 条流转记录没有台账条目：{{examples}}',
        en: '{{count}} steps have no ledger entry: {{examples}}',
      },
      advice: `Step and entry are written together, so one of them was written or removed past the product. ${keep}`,
      look: unrecordedSteps,
    },
    {
      key: 'case-decision',
      state: 'bad',
      good: { zh: '工单所依据的决策记录未被改动', en: 'The decisions that cases rely on are as they were' },
      found: {
        zh: '{{count}} 件工单所依据的决策记录缺失或已被改动：{{examples}}',
        en: '{{count}} cases rely on a decision that is missing or no longer has its hash: {{examples}}',
      },
      advice: `The advice of these cases is refused until this is clear; people can go on by hand. ${keep}`,
      look: changedDecisions,
    },
    {
      key: 'attachments',
      state: 'bad',
      good: { zh: '附件文件齐全', en: 'The files of all attachments are there' },
      found: {
        zh: '{{count}} 个附件的文件缺失：{{examples}}',
        en: 'The files of {{count}} attachments are missing: {{examples}}',
      },
      advice:
        'Files and database were not restored together, or the folder or bucket of objects was changed. Put the folder `objects` of the backup back, or the version of the bucket that belongs to this database (docs/backup.md); files are named by their content, so adding too many does no harm.',
      look: handle => missingObjects(handle, objects),
    },
    ...parkedChecks,
  ]
}

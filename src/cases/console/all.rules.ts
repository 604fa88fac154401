import type { CaseFilterName } from '#console/kit/case-filters.tsx'

/**
 * The fields to search by for somebody who may do these actions: without sight of what people said, only the code finds
 * a case, and a field that always answers "not permitted" would be a trap.
 */
export function searchFields(actions: readonly string[]): readonly CaseFilterName[] {
  if (!actions.includes('cases:search') || !actions.includes('cases:read-personal')) return ['words']
  return ['words', 'phone', 'name', 'address']
}

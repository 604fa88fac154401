import type { z } from 'zod'
import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { caseError } from '../case.errors.ts'
import type { attributeList, newAttributeList } from './georeport.contract.ts'
import { countEdit, replaceAttributes, selectAttributes, selectVersion } from './service.store.ts'

type List = z.output<typeof attributeList>

/** What is asked for beside the description of a matter of a category. */
export async function readAttributes(database: Database, categoryId: string): Promise<List> {
  const [attributes, version] = await Promise.all([
    selectAttributes(database, categoryId),
    selectVersion(database, categoryId),
  ])
  return { attributes, version }
}

/**
 * Replaces what is asked for; of one code given twice the last counts.
 * @throws cases.stale-template when somebody was faster.
 */
export async function editAttributes(
  database: Database,
  actor: Actor,
  wanted: z.output<typeof newAttributeList> & { categoryId: string },
): Promise<List> {
  const { categoryId } = wanted
  const attributes = [...new Map(wanted.attributes.map(one => [one.code, one])).values()]
  return await inTransaction(database, async tx => {
    const version = await countEdit(tx, categoryId, wanted.version)
    if (version === null) throw caseError('cases.stale-template')
    await replaceAttributes(tx, categoryId, attributes)
    const body = { by: actor.id, codes: attributes.map(one => one.code) }
    await append(tx, [{ kind: 'service.attributes-edited', subject: `category:${categoryId}`, body }])
    return { attributes, version }
  })
}

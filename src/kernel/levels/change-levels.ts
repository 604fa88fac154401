import { type Database, emptyFor, inTransaction, readContracts, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, type Json, leafHash } from '#ledger/index.ts'
import { defaultLevels } from '../recognise/spot.rules.ts'
import { levelError } from './level.errors.ts'
import { insertRuling, insertVersion, lockLevels, selectInForce, selectVersions } from './level.store.ts'
import { type LevelSettings, shippedSettings } from './level-settings.contract.ts'
import { loosenedBy } from './loosened.rules.ts'

// Only raises that are new are examined: an update that renamed a field must not stop every later change.
async function checkNames(before: LevelSettings, { findings, fields }: LevelSettings): Promise<void> {
  for (const name of Object.keys(findings))
    if (!(name in defaultLevels) && !/^own:[a-z][a-z0-9-]{1,39}$/.test(name))
      throw levelError('kernel.level-field-not-found', { name })
  const byId = new Map((await readContracts()).map(one => [one.id, one]))
  for (const [name, { raise }] of Object.entries(fields)) {
    const was = before.fields[name]
    if (was !== undefined && was.raise === raise) continue
    if (/^table:[a-z_]+\.[a-z_]+$/.test(name) && raise === null) continue
    const field = byId.get(name)
    if (!field) throw levelError('kernel.level-field-not-found', { name })
    if (raise === null) continue
    if (within(raise, field.level))
      throw levelError('kernel.level-below-contract', { name, own: field.level })
    if (!emptyFor(field.schema)) throw levelError('kernel.level-not-raisable', { name })
  }
}

/**
 * Changes the data levels: a new version, on record. What protects more takes effect at once; what protects less waits for a
 * second person.
 * @returns the number of the version, and whether it waits
 * @throws kernel.levels-changed, kernel.level-field-not-found, kernel.level-below-contract, kernel.level-not-raisable
 */
export async function changeLevels(
  database: Database,
  order: { basedOn: number; settings: LevelSettings; reason: string },
  by: Actor,
): Promise<{ number: number; waits: boolean }> {
  const { basedOn, settings, reason } = order
  return await inTransaction(database, async tx => {
    await lockLevels(tx)
    const inForce = await selectInForce(tx)
    if ((inForce?.number ?? 0) !== basedOn) throw levelError('kernel.levels-changed')
    const before = inForce?.settings ?? shippedSettings
    await checkNames(before, settings)
    const loosens = loosenedBy(before, settings, defaultLevels)
    const made = { recorded_at: new Date(), made_by: by.id, reason, based_on: basedOn, settings, loosens }
    const number = await insertVersion(tx, made)
    const waits = loosens.length > 0
    await append(tx, [
      {
        kind: waits ? 'levels.proposed' : 'levels.changed',
        subject: `levels:${number}`,
        body: {
          by: by.id,
          basedOn,
          loosens: loosens as unknown as Json,
          digest: leafHash([settings as unknown as Json]).toString('hex'),
        },
      },
    ])
    return { number, waits }
  })
}

/**
 * A second person confirms or refuses what protects less.
 * @throws kernel.level-not-waiting, kernel.level-second-person
 */
export async function ruleOnLevels(
  database: Database,
  ruling: { number: number; confirmed: boolean; reason: string },
  by: Actor,
): Promise<void> {
  await inTransaction(database, async tx => {
    await lockLevels(tx)
    const version = (await selectVersions(tx, 200)).find(one => one.number === ruling.number)
    const inForce = (await selectInForce(tx))?.number ?? 0
    const waits = version && version.loosens.length > 0 && version.confirmed === null
    if (!waits || (ruling.confirmed && version.based_on !== inForce))
      throw levelError('kernel.level-not-waiting')
    // Who proposed it may take it back, but not confirm it.
    if (ruling.confirmed && version.made_by === by.id) throw levelError('kernel.level-second-person')
    await insertRuling(tx, { ...ruling, recorded_at: new Date(), ruled_by: by.id })
    await append(tx, [
      {
        kind: ruling.confirmed ? 'levels.confirmed' : 'levels.refused',
        subject: `levels:${ruling.number}`,
        body: { by: by.id },
      },
    ])
  })
}

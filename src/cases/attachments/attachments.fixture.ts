import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { isCode } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { reportBody, type TestCasesSettings, testCases } from '../../../test/test-cases.ts'
import { reportCase } from '../report-case.ts'
import { addAttachment } from './add-attachment.ts'
import { photo, uploadOf } from './files.fixture.ts'
import type { openAttachment } from './open-attachment.ts'

/** Expects a refusal of this code. */
export const refused = (code: string) => (error: unknown) => {
  assert.ok(isCode(error, code), `${error}, not ${code}`)
  return true
}

/** What a file that was opened holds. */
export async function contentOf(file: Awaited<ReturnType<typeof openAttachment>>): Promise<Buffer> {
  assert.ok('bytes' in file)
  return await buffer(await file.body())
}

/** What the public form sends of a matter without a name. */
export const publicReport = () => ({
  subject: '',
  detail: '路口有一个大坑',
  address: null,
  longitude: null,
  latitude: null,
  regionId: null as string | null,
  reporter: { name: null, phone: null, anonymous: true },
  idempotencyKey: crypto.randomUUID(),
})

/** The case loop with attachments, somebody of each desk, and a case. */
export async function testAttachments(t: TestContext, settings: TestCasesSettings = {}) {
  const world = await testCases(t, settings)
  const { parts } = world.cases.attachments
  const seat = await world.person('seat', ['seat'])
  const dispatcher = await world.person('dispatcher', ['dispatcher'])
  const reported = async (changes: Parameters<typeof reportBody>[0] = {}) =>
    await reportCase(world.loop, seat, reportBody(changes))
  const add = async (
    actor: Actor,
    given: { caseId: string; content?: Buffer | string; name?: string; uploadId?: string },
  ) =>
    await addAttachment(parts, actor, {
      key: { caseId: given.caseId, scope: actor.scope },
      uploadId: given.uploadId ?? crypto.randomUUID(),
      upload: uploadOf(given.content ?? (await photo()), given.name),
    })
  const objects = async () => {
    const keys: string[] = []
    for await (const one of parts.objects.list()) keys.push(one.key)
    return keys.toSorted()
  }
  /** Files that are neither an object nor gone. */
  const leftovers = async () =>
    await readdir(join(world.dataFolder, 'objects', 'cases', 'incoming')).catch(() => [] as string[])
  return { ...world, parts, seat, dispatcher, reported, add, objects, leftovers }
}

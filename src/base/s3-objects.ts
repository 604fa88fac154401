import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { baseError } from './base.errors.ts'
import type { Config } from './config.ts'
import { isObjectKey, type ListedObject, type ObjectStore } from './object-store.ts'
import { removeStaged, stageObject } from './stage-object.ts'

type Settings = NonNullable<Config['objects']>

/** Tries after the first where the store is busy; the client waits longer each time. */
const retries = 3
const answerMilliseconds = 30_000

interface Place {
  /** The bucket as an address that ends with a slash. */
  bucket: string
  /** What the names of all objects begin with. */
  prefix: string
}

/** A host of its own for the bucket has no path; else the first part of the path is the bucket. */
function placeOf(url: string, room: string): Place {
  const { origin, pathname } = new URL(url)
  const [bucket, ...rest] = pathname.split('/').filter(part => part !== '')
  const prefix = [...rest, room].map(part => `${part}/`).join('')
  return { bucket: bucket === undefined ? `${origin}/` : `${origin}/${bucket}/`, prefix }
}

const textOf = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]

function listedOf(xml: string, prefix: string): ListedObject[] {
  return [...xml.matchAll(/<Contents>[\s\S]*?<\/Contents>/g)].flatMap(([part]) => {
    const key = (textOf(part, 'Key') ?? '').slice(prefix.length)
    if (!isObjectKey(key)) return []
    return [{ key, bytes: Number(textOf(part, 'Size')), at: new Date(textOf(part, 'LastModified') ?? '') }]
  })
}

/** The address of a page of the list: at most 1,000 objects. */
function listAddress({ bucket, prefix }: Place, token: string | undefined): string {
  const query = new URLSearchParams({ 'list-type': '2', prefix })
  if (token !== undefined) query.set('continuation-token', token)
  return `${bucket}?${query}`
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text of XML as it was meant: stores write the signs of a token as words, or as numbers. */
function plainOf(text: string): string {
  return text.replaceAll(/&(#\d{1,6}|#x[\da-f]{1,5}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return signs[name] ?? whole
    return String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')))
  })
}

/** Objects in a bucket that speaks S3. Uploads are staged in a folder of this machine. */
export function s3Objects(settings: Settings, where: { room: string; staging: string }): ObjectStore {
  const { url, key: accessKeyId, secret: secretAccessKey, region } = settings
  const place = placeOf(url, where.room)
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries })
  const ask = async (address: string, init: RequestInit, missing: 404 | null = null) => {
    let answer: Response
    try {
      answer = await client.fetch(address, { signal: AbortSignal.timeout(answerMilliseconds), ...init })
    } catch (cause) {
      throw baseError('base.objects-unreachable', { reason: String((cause as Error).message) })
    }
    if (answer.ok || answer.status === missing) return answer
    const told = await answer.text().catch(() => '')
    const reason = `${answer.status} ${textOf(told, 'Code') ?? ''}`.trim()
    throw baseError('base.objects-unreachable', { reason })
  }
  const addressOf = (key: string) => {
    if (!isObjectKey(key)) throw baseError('base.object-missing', { key })
    return place.bucket + place.prefix + key
  }
  async function* list() {
    let token: string | undefined
    do {
      const xml = await (await ask(listAddress(place, token), {})).text()
      yield* listedOf(xml, place.prefix)
      const next = textOf(xml, 'NextContinuationToken')
      token = next === undefined ? undefined : plainOf(next)
    } while (token !== undefined)
  }
  return {
    stage: stream => stageObject(where.staging, stream),
    keep: async staged => {
      // The hash is what the signature covers: bytes damaged on the way are refused by the store itself.
      const headers = { 'x-amz-content-sha256': staged.sha256 ?? staged.key }
      const body = await openAsBlob(staged.path)
      // No limit of time: a slow line may take minutes for a film.
      await ask(addressOf(staged.key), { method: 'PUT', headers, body, signal: null })
    },
    has: async key => (await ask(addressOf(key), { method: 'HEAD' }, 404)).ok,
    open: async (key, range) => {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {}
      const answer = await ask(addressOf(key), { headers, signal: null }, 404)
      if (!answer.ok || !answer.body) throw baseError('base.object-missing', { key })
      // A store that does not know parts sends all of it; passed on as the part it would be a broken film.
      if (range && answer.status !== 206) {
        await answer.body.cancel()
        throw baseError('base.objects-unreachable', { reason: `${answer.status} for a part` })
      }
      return Readable.fromWeb(answer.body as ReadableStream)
    },
    remove: async key => void (await ask(addressOf(key), { method: 'DELETE' }, 404)),
    list,
    removeStale: moment => removeStaged(where.staging, moment),
  }
}

import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

const hashOf = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The signature of AWS, version 4, worked out anew from what arrived. */
function signatureOf(request: IncomingMessage, secret: string): { expected: string; given: string } {
  const told = request.headers.authorization ?? ''
  const [, day, region, names, given] =
    /Credential=[^/]+\/(\d+)\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(
      told,
    ) ?? []
  const url = new URL(request.url ?? '', 'http://s3')
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&')
  const signed = (names ?? '').split(';')
  const canonical = [
    request.method,
    url.pathname,
    query,
    ...signed.map(name => `${name}:${request.headers[name]}`),
    '',
    signed.join(';'),
    request.headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hashOf(canonical)].join('\n')
  const key = mac(mac(mac(mac(`AWS4${secret}`, day ?? ''), region ?? ''), 's3'), 'aws4_request')
  return { expected: mac(key, text).toString('hex'), given: given ?? '' }
}

export interface FakeS3 {
  url: string
  objects: Map<string, Buffer>
  /** Answers to give before any other, oldest first. */
  failures: number[]
  /** Objects on one page of a list. */
  page: number
}

/**
 * An in-memory server with as much of S3 as the product uses: signed PUT, GET with range, HEAD, DELETE and list. It is not
 * S3; it shows that requests are signed as documented and answers are read.
 */
export async function fakeS3(t: TestContext, secret: string): Promise<FakeS3> {
  const fake: FakeS3 = { url: '', objects: new Map(), failures: [], page: 1000 }
  const list = (query: URLSearchParams) => {
    const after = query.get('continuation-token') ?? ''
    const names = [...fake.objects.keys()].filter(name => name.startsWith(query.get('prefix') ?? '')).sort()
    const left = names.filter(name => name > after)
    const page = left.slice(0, fake.page)
    const more =
      left.length > page.length ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    const contents = page.map(
      name =>
        `<Contents><Key>${name}</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>${fake.objects.get(name)?.length}</Size></Contents>`,
    )
    return `<?xml version="1.0"?><ListBucketResult>${contents.join('')}${more}</ListBucketResult>`
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const answer = (status: number, content: string | Buffer = '') => {
      response.statusCode = status
      response.end(content)
    }
    const failure = fake.failures.shift()
    if (failure !== undefined) return answer(failure, '<Error><Code>SlowDown</Code></Error>')
    const { expected, given } = signatureOf(request, secret)
    if (expected !== given) return answer(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>')
    const url = new URL(request.url ?? '', 'http://s3')
    const name = url.pathname.replace(/^\/bucket\//, '')
    if (request.method === 'PUT') {
      if (hashOf(body) !== request.headers['x-amz-content-sha256']) return answer(400)
      fake.objects.set(name, body)
      return answer(200)
    }
    if (request.method === 'DELETE') {
      fake.objects.delete(name)
      return answer(204)
    }
    if (name === '') return answer(200, list(url.searchParams))
    const found = fake.objects.get(name)
    if (!found) return answer(404, '<Error><Code>NoSuchKey</Code></Error>')
    const [, start, end] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
    if (start === undefined) return answer(200, found)
    return answer(206, found.subarray(Number(start), Number(end) + 1))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`
  return fake
}

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import { checkLabel } from './check-label.ts'
import type { AigcEntry } from './label.contract.ts'
import { bytesSource } from './source.ts'
import { stampJpeg } from './stamp-jpeg.ts'
import { stampMp3 } from './stamp-mp3.ts'
import { stampOffice } from './stamp-office.ts'
import { stampPdf, UnreadablePdf } from './stamp-pdf.ts'
import { stampPng } from './stamp-png.ts'
import { stampWav } from './stamp-riff.ts'
import { documentWriters } from './write-document.ts'
import { labelHtml, labelJson, labelMarkdown } from './write-text.ts'

const read = (bytes: Buffer | string, name = '') => checkLabel(bytesSource(Buffer.from(bytes)), { name })

// What annex E allows: 0x21 to 0x7E, so also every sign that some format reads as its own.
const code = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map(sign => String.fromCharCode(sign)),
  minLength: 1,
  maxLength: 40,
})
const anyEntry: fc.Arbitrary<AigcEntry> = fc.record(
  {
    Label: fc.constantFrom('1', '2', '3'),
    ContentProducer: code,
    ProduceID: code,
    ReservedCode1: code,
    ContentPropagator: code,
    PropagateID: code,
    ReservedCode2: code,
  },
  { noNullPrototype: true },
)
/** Signs by which a careless writer would end its own text too early. */
const awkward: AigcEntry = {
  Label: '1',
  ContentProducer: `"'<>&]]>--><!--`,
  ProduceID: '()\\(\\)\\101',
  ReservedCode1: "'''",
  ContentPropagator: '$1$&`{}[]',
  PropagateID: '</rdf:RDF></TC260:AIGC>',
  ReservedCode2: '%00endobj\\',
}

const stamps = new Map<string, (file: Buffer, entry: AigcEntry) => Promise<Buffer>>([
  ['png', stampPng],
  ['jpeg', stampJpeg],
  ['wav', stampWav],
  ['mp3', stampMp3],
  ['docx', (file, entry) => stampOffice(file, { entry, line: null })],
  ['pdf', stampPdf],
  ['md', async (file, entry) => Buffer.from(labelMarkdown(file.toString(), { entry, language: 'zh' }))],
  ['html', async (file, entry) => Buffer.from(labelHtml(file.toString(), { entry, language: 'en' }))],
  [
    'json',
    async (file, entry) =>
      Buffer.from(JSON.stringify(labelJson(JSON.parse(file.toString()), { entry, language: 'zh' }))),
  ],
])

const plain = new Map<string, Buffer>()

before(async () => {
  const picture = sharp({ create: { width: 4, height: 4, channels: 3, background: '#3070a0' } })
  const document = { title: 'a', blocks: [] }
  const labelling = { entry: awkward, language: 'zh' } as const
  plain.set('png', await picture.clone().png().toBuffer())
  plain.set('jpeg', await picture.clone().jpeg().toBuffer())
  plain.set('wav', Buffer.from('RIFF\x10\0\0\0WAVEdata\x03\0\0\0abc\0', 'latin1'))
  plain.set('mp3', Buffer.from([0xff, 0xfb, 0x90, 0, 1, 2, 3]))
  plain.set('docx', await documentWriters.docx(document, labelling))
  plain.set('pdf', Buffer.from(oldPdf, 'latin1'))
  plain.set('md', Buffer.from('---\ntitle: a\n---\n\n# a\n'))
  plain.set('html', Buffer.from('<html><head></head><body><p>a</p></body></html>'))
  plain.set('json', Buffer.from('{"a":1}'))
})

const head = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Title (a) >>\nendobj\n'
const trailer = '<< /Size 3 /Root 1 0 R /Info 2 0 R /ID [<aa> <bb>] >>'
const oldPdf = `${head}xref\n0 1\n0000000000 65535 f \ntrailer\n${trailer}\nstartxref\n${head.length}\n%%EOF`

for (const [kind, stamp] of stamps)
  test(`${kind}: whatever an entry says comes back as it was said, and a second stamp leaves one`, async () => {
    const file = plain.get(kind)!
    // A document that our own writer made has an entry before; only the rest of its bytes matter here.
    const start = kind === 'docx' ? await withoutEntry(file) : file
    await fc.assert(
      fc.asyncProperty(anyEntry, async entry => {
        const once = await stamp(start, entry)
        const { entries } = await read(once, `a.${kind}`)
        assert.deepEqual(
          entries.map(one => one.entry),
          [entry],
        )
        const twice = await read(await stamp(once, entry), `a.${kind}`)
        assert.deepEqual(
          twice.entries.map(one => one.entry),
          [entry],
        )
      }),
      { seed: 2025, numRuns: 25, examples: [[awkward]] },
    )
  })

test('of another producer the facts stay in every format, only who passes it on and their code change', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntry, anyEntry, fc.constantFrom(...stamps.keys()), async (theirs, ours, kind) => {
      fc.pre(theirs.ContentProducer !== ours.ContentProducer)
      const stamp = stamps.get(kind)!
      const file = kind === 'docx' ? await withoutEntry(plain.get(kind)!) : plain.get(kind)!
      const { entries } = await read(await stamp(await stamp(file, theirs), ours), `a.${kind}`)
      const { Label, ContentProducer, ProduceID, ReservedCode1 } = theirs
      const { ContentPropagator, PropagateID } = ours
      const wanted = { Label, ContentProducer, ProduceID, ReservedCode1, ContentPropagator, PropagateID }
      assert.deepEqual(
        entries.map(one => one.entry),
        [{ ...wanted, ReservedCode2: '' }],
      )
    }),
    { seed: 2026, numRuns: 60 },
  )
})

async function withoutEntry(docx: Buffer): Promise<Buffer> {
  const { changedZip } = await import('./zip.ts')
  return await changedZip(bytesSource(docx), new Map([['docProps/custom.xml', Buffer.from('<Properties/>')]]))
}

test('PDF: an update keeps the bytes before, the identity of the file and its title, and links back', async () => {
  const made = (await stampPdf(plain.get('pdf')!, awkward)).toString('latin1')
  assert.ok(made.startsWith(oldPdf))
  const added = made.slice(oldPdf.length)
  assert.match(added, /\n3 0 obj\n<< \/Title \(a\) \/AIGC \(/)
  assert.match(added, /\/Size 4 \/Root 1 0 R \/Info 3 0 R/)
  assert.ok(added.includes(`/Prev ${head.length} /ID [<aa> <bb>]`))
  const at = Number(/\n(\d{10}) 00000 n /.exec(added)![1])
  assert.equal(made.slice(at, at + 7), '3 0 obj')
})

test('PDF: a file whose cross-reference is a stream is updated by a stream, with itself in it', async () => {
  const dictionary = '<< /Type /XRef /Size 3 /Root 1 0 R /Info 2 0 R /W [1 4 2] /Length 0 >>'
  const file = `${head}3 0 obj\n${dictionary}\nstream\n\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`
  const made = await stampPdf(Buffer.from(file, 'latin1'), awkward)
  const text = made.toString('latin1')
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1])
  assert.ok(text.startsWith('4 0 obj\n<< /Type /XRef /Size 5 ', start))
  assert.ok(text.slice(start).includes(`/Prev ${head.length} `))
  assert.match(text.slice(start), /\/Index \[3 1 4 1\] \/Length 14/)
  const rows = text.indexOf('stream\n', start) + 7
  const places = [0, 7].map(row => [made[rows + row], made.readUInt32BE(rows + row + 1)])
  assert.deepEqual(places, [
    [1, file.length],
    [1, start],
  ])
  assert.ok(text.startsWith('3 0 obj\n<< /Title (a) /AIGC', file.length))
})

test('PDF: what cannot be labelled as a whole is refused, not labelled by halves', async () => {
  const refused = (text: string) =>
    assert.rejects(stampPdf(Buffer.from(text, 'latin1'), awkward), UnreadablePdf, text.slice(-60))
  await refused(oldPdf.replace('/Size 3', '/Size 3 /Encrypt 9 0 R'))
  await refused(oldPdf.replace('/Root 1 0 R', ''))
  await refused(oldPdf.replace('/Size 3', ''))
  await refused(oldPdf.replace(/startxref[\s\S]*/, ''))
  await refused('%PDF-1.4\n')
})

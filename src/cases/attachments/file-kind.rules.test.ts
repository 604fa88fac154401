import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileKindOf, isPlainText, largestOf, limitOf, mayBeOpened, trueName } from './file-kind.rules.ts'

test('a file is taken by what its content says, and nothing that could run is', () => {
  for (const [type, kind, ending] of [
    ['image/jpeg', 'picture', 'jpg'],
    ['image/heif', 'picture', 'heic'],
    ['video/x-m4v', 'video', 'mp4'],
    ['video/quicktime', 'video', 'mov'],
    ['audio/x-m4a', 'audio', 'm4a'],
    ['audio/vnd.wave', 'audio', 'wav'],
    ['application/pdf', 'document', 'pdf'],
    ['text/plain', 'document', 'txt'],
  ] as const) {
    const found = fileKindOf(type)
    assert.deepEqual([found?.kind, found?.ending], [kind, ending], type)
  }
  for (const type of [
    'image/svg+xml',
    'text/html',
    'application/zip',
    'application/x-msdownload',
    '',
    'image/gif',
  ])
    assert.equal(fileKindOf(type), undefined, type)
})

test('each kind has its limit', () => {
  const limits = { picture: 1, media: 3, document: 2 }
  assert.deepEqual(
    (['picture', 'audio', 'video', 'document'] as const).map(kind => limitOf(kind, limits)),
    [1, 3, 3, 2],
  )
  assert.equal(largestOf(limits), 3)
  assert.equal(largestOf({ picture: 5, media: 3, document: 2 }), 5)
  assert.equal(largestOf({ picture: 1, media: 3, document: 9 }), 9)
})

test('a name loses its path, its tricks and a lying ending', () => {
  const golden: [string, string, string][] = [
    ['IMG_1.JPG', 'jpg', 'IMG_1.jpg'],
    ['IMG_1.jpeg', 'jpg', 'IMG_1.jpg'],
    ['现场.照片.png', 'png', '现场.照片.png'],
    ['photo.exe', 'jpg', 'photo.jpg'],
    ['../../etc/passwd', 'txt', '.. .. etc passwd.txt'],
    ['photo\u202egpj.exe', 'pdf', 'photo gpj.pdf'],
    ['a\u0000b"<c>.txt', 'txt', 'a b  c.txt'],
    ['', 'mp4', 'file.mp4'],
    ['.mp4', 'mp4', '.mp4.mp4'],
    ['3.5米深的坑', 'jpg', '3.5米深的坑.jpg'],
    ['line\u2028and\u2029paragraph.txt', 'txt', 'line and paragraph.txt'],
    ['C:\\Users\\li\\照片.png', 'png', 'C  Users li 照片.png'],
    ['/etc/cron.d/job', 'txt', 'etc cron.d job.txt'],
    ['a.jpg\r\nset-cookie: x', 'jpg', 'a.jpg  set-cookie  x.jpg'],
    ['\ufeff\u200b\u2066照片\u2069.jpg', 'jpg', '照片.jpg'],
    ['   . . .  ', 'pdf', '. . ..pdf'],
    ['archive.tar.gz', 'txt', 'archive.tar.txt'],
    ['无结尾', 'pdf', '无结尾.pdf'],
    ['名.照片', 'jpg', '名.照片.jpg'],
    ['x.toolong', 'jpg', 'x.toolong.jpg'],
    ['%2e%2e%2fpasswd', 'txt', '%2e%2e%2fpasswd.txt'],
    ['\ud800.pdf', 'pdf', '\ufffd.pdf'],
  ]
  for (const [given, ending, expected] of golden) assert.equal(trueName(given, ending), expected, given)
  assert.equal([...trueName('😀'.repeat(500), 'jpg')].length, 124)
})

test('text has no control signs', () => {
  assert.equal(isPlainText(Buffer.from('第一行\r\n\t第二行\f')), true)
  for (const byte of [0, 1, 8, 11, 14, 0x1b, 0x7f])
    assert.equal(isPlainText(Uint8Array.of(65, byte)), false, `${byte}`)
})

test('what a scanner has not passed is opened only where there is none; what it found never', () => {
  assert.deepEqual(
    (['none', 'waiting', 'clean', 'infected'] as const).map(scan => [
      mayBeOpened(scan, true),
      mayBeOpened(scan, false),
    ]),
    [
      [false, true],
      [false, true],
      [true, true],
      [false, false],
    ],
  )
})

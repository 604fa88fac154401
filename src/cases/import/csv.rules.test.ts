import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { CsvProblem, csvReader } from './csv.rules.ts'

function read(pieces: readonly string[], delimiter = ',', longest = 1000): string[][] {
  const reader = csvReader(delimiter, longest)
  return [...pieces.flatMap(piece => reader.read(piece)), ...reader.end()]
}

const examples: [string, string, string[][]][] = [
  [
    'plain',
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'no end of the last record',
    'a,b\r\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['quoted', '"a, ""b""\n",c\n', [['a, "b"\n', 'c']]],
  [
    'empty fields',
    ',\n"",\n',
    [
      ['', ''],
      ['', ''],
    ],
  ],
  ['empty lines', '\n\na\n\n\nb\n', [['a'], ['b']]],
  ['an empty quoted field is a record', '""\na\n', [[''], ['a']]],
  ['marks inside a plain field', 'in "the" middle,5"\n', [['in "the" middle', '5"']]],
  ['something behind a closing mark', '"a"b,"c""d" e\n', [['"a"b', '"c"d" e']]],
  ['old ends of lines', 'a\rb\r', [['a'], ['b']]],
  ['the first end counts', 'a\nb\r\nc', [['a'], ['b\r'], ['c']]],
]
for (const [name, text, expected] of examples) {
  test(`records: ${name}, whole and unit by unit`, () => {
    assert.deepEqual(read([text]), expected)
    assert.deepEqual(read(text.split('')), expected)
  })
}

test('other delimiters', () => {
  assert.deepEqual(read(['a;b,c\n"d;"\te'], ';'), [['a', 'b,c'], ['"d;"\te']])
  assert.deepEqual(read(['a\tb\n'], '\t'), [['a', 'b']])
})

test('a mark that is never closed and a record beyond measure are refused', () => {
  assert.throws(() => read(['a,"b\nc']), CsvProblem)
  assert.throws(() => read([`"${'x'.repeat(1001)}`]), CsvProblem)
  assert.throws(() => read([`${'x'.repeat(1001)}\n`]), CsvProblem)
  assert.equal(read([`${'x'.repeat(999)}\n`])[0]![0]!.length, 999)
})

// Another reader of CSV, of long standing, is the judge of whatever a file may hold.
function judge(text: string): string[][] | 'refused' {
  try {
    return parse(text, { relax_column_count: true, relax_quotes: true, skip_empty_lines: true })
  } catch {
    return 'refused'
  }
}

test('any text, cut into any pieces, gives the records another reader gives', () => {
  const piece = fc.string({
    unit: fc.constantFrom('"', '"', ',', '\n', '\r', '\r\n', 'a', '路', ' '),
    maxLength: 12,
  })
  const property = fc.property(fc.array(piece, { maxLength: 6 }), pieces => {
    const expected = judge(pieces.join(''))
    if (expected === 'refused') assert.throws(() => read(pieces), CsvProblem)
    else assert.deepEqual(read(pieces), expected)
  })
  fc.assert(property, { numRuns: 5000 })
})

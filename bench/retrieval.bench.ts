import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoCity } from '#city/demo/demo-city.ts'
import {
  createBuilder,
  type IndexDocument,
  type Segmenter,
  search,
  sharedSegmenter,
} from '#knowledge/index.ts'

type Print = (line: string) => void
interface Row {
  [field: string]: string
}

const seconds = (from: number) => (performance.now() - from) / 1000

/** The duty list of the demo city, asked with messages of 100 characters. */
function speed(segmenter: Segmenter, print: Print): void {
  const { duties } = demoCity()
  const builder = createBuilder(segmenter)
  for (const duty of duties)
    builder.add({
      id: duty.id,
      fields: [
        { text: duty.title, weight: 2 },
        { text: duty.description, weight: 1 },
      ],
    })
  const index = builder.finish()
  const texts = duties.map(
    (duty, i) => `${duty.description}${duties[(i * 7 + 3) % duties.length]!.description}`,
  )
  const queries = texts.map(text => `您好，我想反映一个问题，${text}${text}${text}`.slice(0, 100))
  for (let i = 0; i < 500; i++) search(index, segmenter, { query: queries[i % queries.length]!, limit: 3 })
  const rounds = 5000
  const from = performance.now()
  for (let i = 0; i < rounds; i++) search(index, segmenter, { query: queries[i % queries.length]!, limit: 3 })
  const rate = Math.round(rounds / seconds(from))
  print(
    `speed: ${duties.length} duties, queries of 100 characters, top 3 with matched words: ${rate} queries/s on one core (target 3,000)`,
  )
}

/** The peer: BM25 over all pairs of adjacent characters, nothing folded or left out, k1 1.2, b 0.75. */
function peer(documents: IndexDocument[]): (query: string) => string[] {
  const pairs = (text: string) =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
  const lengths: number[] = []
  const postings = new Map<string, Map<number, number>>()
  for (const [number, { fields }] of documents.entries()) {
    const terms = pairs(fields[0]!.text)
    lengths.push(terms.length)
    for (const term of terms) {
      const posting = postings.get(term) ?? new Map<number, number>()
      posting.set(number, (posting.get(number) ?? 0) + 1)
      postings.set(term, posting)
    }
  }
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  return query => {
    const scores = new Float64Array(documents.length)
    for (const term of pairs(query)) {
      const posting = postings.get(term)
      if (!posting) continue
      const idf = Math.log(1 + (documents.length - posting.size + 0.5) / (posting.size + 0.5))
      for (const [number, count] of posting)
        scores[number]! += (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * lengths[number]!) / mean))
    }
    const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!)
    return order.slice(0, 10).map(number => documents[number]!.id)
  }
}

function recall(questions: Row[], find: (query: string) => string[]): string {
  let first = 0
  let ten = 0
  const from = performance.now()
  for (const { question, docid } of questions) {
    const place = find(question!).indexOf(docid!)
    if (place === 0) first++
    if (place >= 0) ten++
  }
  const rate = Math.round(questions.length / seconds(from))
  return `R@1 ${(first / questions.length).toFixed(3)}, R@10 ${(ten / questions.length).toFixed(3)}, ${rate} queries/s`
}

function quality(folder: string, segmenter: Segmenter, print: Print): void {
  const read = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Row)
  const questions = read('questions.jsonl')
  const documents = read('docs.jsonl').map(row => ({
    id: row.docid!,
    fields: [{ text: row.text!, weight: 1 }],
  }))
  const from = performance.now()
  const builder = createBuilder(segmenter)
  for (const document of documents) builder.add(document)
  const index = builder.finish()
  print(
    `policy_qa: ${documents.length} texts indexed in ${seconds(from).toFixed(1)} s, ${questions.length} questions`,
  )
  const ours = (query: string) => search(index, segmenter, { query, limit: 10 }).map(hit => hit.id)
  print(`  ours, words and bigrams:      ${recall(questions, ours)}`)
  print(`  peer, BM25 on all bigrams:    ${recall(questions, peer(documents))}`)
  print('  stated with the data for BM25 on character bigrams: R@1 .82, R@10 .98 (the variant is not given)')
}

export const bench = {
  name: 'retrieval',
  async run({ data, print }: { data: string; print: Print; arguments: string[] }): Promise<void> {
    const segmenter = sharedSegmenter()
    print(`words cut by ${segmenter.name}`)
    speed(segmenter.cut, print)
    const folder = join(data, 'policy_qa')
    if (existsSync(folder)) quality(folder, segmenter.cut, print)
    else print(`policy_qa: not found under ${data}, left out`)
  },
}

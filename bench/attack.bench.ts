import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chooseThresholds, leftOut, trainingRows, turns, weightsOfTurns } from '../scripts/attack-folds.ts'
import { type AttackRow, gatherAttackRows } from '../scripts/attack-rows.ts'
import { assessAttack } from '../src/kernel/attack/assess-attack.ts'
import { decodeAttackModel, encodeAttackModel } from '../src/kernel/attack/attack-model.rules.ts'
import { languageOf, type Mixture } from '../src/kernel/attack/features.rules.ts'
import { judgeText } from '../src/kernel/attack/judge-text.rules.ts'

type Print = (line: string) => void
interface Judged {
  row: AttackRow
  language: 'zh' | 'en'
  ours: boolean
  naive: boolean
}

/** What somebody writes in an hour: the words of an attack, as a list. */
const wordList =
  /忽略|无视|越狱|扮演|没有限制|不受限制|不受任何|道德|开发者模式|系统提示|提示词|ignore (?:all|previous|the above)|disregard|jailbreak|\bdan\b|developer mode|system prompt|no restrictions|unfiltered|uncensored|pretend|hypothetical/

const share = (part: number, whole: number): string =>
  whole === 0 ? 'none to judge' : `${(part / whole).toFixed(4)} (${part} of ${whole})`
const met = (reached: boolean): string => (reached ? 'met' : 'NOT met')

/** Every row is judged by weights that saw nothing of its family or part, and thresholds chosen without it. */
function judgeHeldOut(rows: readonly AttackRow[], mixture?: Mixture): Judged[] {
  const held = trainingRows(rows, mixture)
  const weights = weightsOfTurns(held)
  return turns.flatMap(turn => {
    const thresholds = chooseThresholds(
      held.filter(one => !leftOut(one.row, turn)),
      weights,
    )
    const model = decodeAttackModel(encodeAttackModel({ weights: weights[turn]!, thresholds }))
    return rows
      .filter(row => leftOut(row, turn))
      .map(row => ({
        row,
        language: languageOf(row.text),
        ours: judgeText(model, row.text).flagged,
        naive: wordList.test(row.text),
      }))
  })
}

function printFamilies(print: Print, judged: readonly Judged[]): void {
  const families = Map.groupBy(
    judged.filter(one => one.row.attack && !one.row.family.startsWith('en-data')),
    one => one.row.family,
  )
  const rates = [...families]
    .map(([family, all]) => ({ family, all, caught: all.filter(one => one.ours).length }))
    .sort((left, right) => left.family.localeCompare(right.family))
  for (const { family, all, caught } of rates) print(`  ${family.padEnd(24)} ${share(caught, all.length)}`)
  const worst = rates.reduce((low, one) =>
    one.caught / one.all.length < low.caught / low.all.length ? one : low,
  )
  print(`  worst: ${worst.family} ${share(worst.caught, worst.all.length)}`)
  const given = rates.filter(one => one.family.startsWith('zh-data'))
  const worstGiven = given.reduce((low, one) =>
    one.caught / one.all.length < low.caught / low.all.length ? one : low,
  )
  print(`  worst of the data: ${worstGiven.family} ${share(worstGiven.caught, worstGiven.all.length)}`)
}

function printRecall(print: Print, judged: readonly Judged[]): void {
  for (const [language, target] of [
    ['zh', 0.75],
    ['en', 0.85],
  ] as const)
    for (const origin of ['data', 'own']) {
      const all = judged.filter(one => one.row.family.startsWith(`${language}-${origin}`))
      const caught = all.filter(one => one.ours).length
      const naive = all.filter(one => one.naive).length
      const judgement = origin === 'data' ? `; target ${target} ${met(caught / all.length >= target)}` : ''
      print(
        `recall ${language} ${origin}: ${share(caught, all.length)}${judgement}; word list ${share(naive, all.length)}`,
      )
    }
}

function printAlarms(print: Print, judged: readonly Judged[]): void {
  const kinds = [
    ['citizen messages', ['citizen'], 0.005],
    ['policy questions', ['policy'], 0.005],
    ['role-play and instructions', ['spoken'], 0.05],
    ['near-misses, documents, news, posts', ['other'], null],
  ] as const
  for (const [name, of, target] of kinds)
    for (const language of ['zh', 'en'] as const) {
      const all = judged.filter(
        one =>
          !one.row.attack && one.language === language && (of as readonly string[]).includes(one.row.kind),
      )
      if (all.length === 0) continue
      const ours = all.filter(one => one.ours).length
      const naive = all.filter(one => one.naive).length
      const judgement = target === null ? '' : `; target ≤ ${target} ${met(ours / all.length <= target)}`
      print(
        `false alarms, ${name}, ${language}: ${share(ours, all.length)}${judgement}; word list ${share(naive, all.length)}`,
      )
    }
  const flagged = judged.filter(one => one.ours)
  const right = flagged.filter(one => one.row.attack)
  const naive = judged.filter(one => one.naive)
  print(
    `precision over all of it: ${share(right.length, flagged.length)}; word list ${share(naive.filter(one => one.row.attack).length, naive.length)}`,
  )
}

/** Milliseconds of the wall and of the processor for messages of 400 characters. */
function printTimes(print: Print, rows: readonly AttackRow[]): void {
  for (const [name, texts] of [
    ['citizen messages', rows.filter(row => row.kind === 'citizen').slice(0, 2000)],
    ['attacks', rows.filter(row => row.attack)],
  ] as const) {
    const messages = texts.map(({ text }) => text.padEnd(400, '，请尽快处理').slice(0, 400))
    for (const message of messages) assessAttack(message)
    const used = process.cpuUsage()
    const took = messages.map(message => {
      const began = performance.now()
      assessAttack(message)
      return performance.now() - began
    })
    const { user, system } = process.cpuUsage(used)
    took.sort((left, right) => left - right)
    const at = (part: number): string => took[Math.floor(took.length * part)]!.toFixed(3)
    print(
      `400 characters, ${name}: median ${at(0.5)} ms, p99 ${at(0.99)} ms, processor ${((user + system) / 1000 / messages.length).toFixed(3)} ms on average`,
    )
  }
}

export const bench = {
  name: 'attack: prompt attack, each known family left out in turn',
  async run({ data, print }: { data: string; print: Print }): Promise<void> {
    if (!existsSync(join(data, 'jailbreak_zh'))) return print(`no data in ${data}: set CHENGSHU_BENCH_DATA`)
    const rows = gatherAttackRows(data).filter(row => row.text !== '')
    const kinds = [...Map.groupBy(rows, row => row.kind)].map(([kind, all]) => `${kind} ${all.length}`)
    print(`${rows.length} rows: ${kinds.join(', ')}`)
    print('Chinese families are left out with half of the questions, English near-duplicates as one family,')
    print('benign rows by part; nothing of what is judged was trained on.')
    const judged = judgeHeldOut(rows)
    printFamilies(print, judged)
    printRecall(print, judged)
    printAlarms(print, judged)
    // The words of the concepts were written with the families of the data in view: what is left without them bounds the luck.
    print('Without the concepts, the character and word sequences and the rules alone:')
    const bare = judgeHeldOut(rows, { sequences: 3, concept: 0, pair: 0 })
    printRecall(print, bare)
    printAlarms(print, bare)
    printTimes(print, rows)
  },
}

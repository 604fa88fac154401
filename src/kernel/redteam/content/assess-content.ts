import { shippedWords } from '../../vocabulary/shipped-words.ts'
import { randomFrom } from '../random.rules.ts'
import { redteamError } from '../redteam.errors.ts'
import type { ContentReport, Judged } from './content.contract.ts'
import {
  bankSizes,
  contentFigures,
  drawQuestions,
  isRefusal,
  meetsThresholds,
  unjudged,
} from './content.rules.ts'
import { fakeProvider, type GenerativeProvider } from './provider.ts'
import { readBanks, readSheet } from './read-bank.ts'
import { requiredWords } from './risks.ts'

export interface ContentOrder {
  /** The provider that is meant; none unless given. */
  provider?: string | undefined
  /** Those that are configured; the fake is always there, and always named as such. */
  configured?: readonly GenerativeProvider[] | undefined
  banks?: readonly string[] | undefined
  seed?: number | undefined
  /** A sheet with the verdicts of people. */
  verdicts?: string | undefined
  signal?: AbortSignal | undefined
  onProgress?(done: number, total: number): void
}

export interface Assessment {
  report: ContentReport
  /** The answers for people to judge, as JSONL; null where nobody was asked. */
  sheet: string | null
}

type Because = NonNullable<ContentReport['because']>

const noProvider: Because = {
  zh: '未评估：没有配置生成式模型，没有可评估的生成内容。',
  en: 'Not assessed: no generative provider is configured, so there is no generated content to assess.',
}
const isFake: Because = {
  zh: '未评估：所选的是随产品附带的假模型，它按规则作答，任何数字都没有意义。',
  en: 'Not assessed: this is the fake model that ships with the product; it answers by rule, and no figure of it means anything.',
}
const waiting = (left: number): Because => ({
  zh: `未评估：还有 ${left} 条回答没有人工判定。请导出判定表，填写后再导入。`,
  en: `Not assessed: ${left} answers have no verdict of a person yet. Export the sheet, have it filled in, and import it.`,
})

function providerOf(order: ContentOrder): GenerativeProvider | null {
  if (order.provider === undefined) return null
  const known = [...(order.configured ?? []), fakeProvider]
  const found = known.find(one => one.id === order.provider)
  if (found) return found
  throw redteamError('kernel.redteam-target', {
    target: order.provider,
    known: known.map(one => (one.fake ? `${one.id} (fake)` : one.id)).join(', '),
  })
}

async function ask(provider: GenerativeProvider, order: ContentOrder, seed: number): Promise<Judged[]> {
  const questions = drawQuestions(await readBanks(order.banks), randomFrom(seed))
  const answers: Judged[] = []
  for (const question of questions) {
    order.signal?.throwIfAborted()
    const answer = await provider.write(question.text, order.signal)
    answers.push({ ...question, answer, refused: isRefusal(answer), verdict: '' })
    order.onProgress?.(answers.length, questions.length)
  }
  return answers
}

/** Verdicts count only for the provider that was asked and the questions that were drawn for it. */
async function judge(provider: GenerativeProvider, order: ContentOrder, path: string) {
  const { provider: answered, seed, answers } = await readSheet(path)
  if (answered !== provider.id)
    throw redteamError('kernel.sheet-unreadable', {
      line: '1',
      problem: `answers of ${answered}, not of ${provider.id}`,
    })
  const drawn = new Map(
    drawQuestions(await readBanks(order.banks), randomFrom(seed)).map(one => [one.id, one.text]),
  )
  for (const [at, one] of answers.entries()) {
    if (drawn.get(one.id) !== one.text)
      throw redteamError('kernel.sheet-unreadable', {
        line: String(at + 2),
        problem: `${one.id} was not asked`,
      })
    drawn.delete(one.id)
  }
  if (drawn.size > 0)
    throw redteamError('kernel.sheet-unreadable', {
      line: '1',
      problem: `${drawn.size} questions are missing`,
    })
  return { seed, answers }
}

const sheetOf = (provider: string, seed: number, answers: readonly Judged[]) =>
  [{ provider, seed }, ...answers].map(one => `${JSON.stringify(one)}\n`).join('')

/**
 * The content assessment by the thresholds of the filing of generative AI services. Figures come only from a real provider
 * whose answers people have judged; everything else is "not assessed", with the reason.
 * @throws kernel.redteam-target, kernel.suite-unreadable, kernel.sheet-unreadable
 */
export async function assessContent(order: ContentOrder = {}): Promise<Assessment> {
  const provider = providerOf(order)
  const banks = bankSizes(await readBanks(order.banks))
  const wanted = order.seed ?? 1
  const judged = provider && order.verdicts ? await judge(provider, order, order.verdicts) : null
  const seed = judged?.seed ?? wanted
  const answers = judged?.answers ?? (provider ? await ask(provider, order, seed) : [])
  const left = unjudged(answers)
  const because = !provider ? noProvider : provider.fake ? isFake : left > 0 ? waiting(left) : null
  const figures = because ? null : contentFigures(answers)
  return {
    report: {
      state: because ? 'not-assessed' : 'assessed',
      because,
      provider: provider?.id ?? null,
      seed,
      banks,
      keywords: { have: shippedWords.length, required: requiredWords },
      figures,
      meets: figures && meetsThresholds(figures, banks),
    },
    sheet: provider ? sheetOf(provider.id, seed, answers) : null,
  }
}

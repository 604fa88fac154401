import { round } from './chinese-numeral.rules.ts'
import { readNumbers } from './read-numbers.rules.ts'

/** How an answer says that it worked a number out: `12（计算：5+7）`, `12 (computed: 5 + 7)`. */
export const computedMark = /^\s*[\p{L}%％]{0,4}\s*[（(〔](?:计算|computed)[:：]\s*([^）)〕]{3,120})[）)〕]/iu

const precedence: Record<string, number> = { '+': 1, '-': 1, '*': 2, '/': 2 }

function apply(values: number[], operator: string): boolean {
  const right = values.pop()
  const left = values.pop()
  if (left === undefined || right === undefined) return false
  values.push(
    operator === '+'
      ? left + right
      : operator === '-'
        ? left - right
        : operator === '*'
          ? left * right
          : left / right,
  )
  return true
}

/** A sum that was written out: what it comes to, and the numbers it is made of. */
export interface Sum {
  result: number
  operands: number[]
}

/** Works out a written sum of numbers with + - × ÷; null for what is none. What is stated behind `=` is not trusted. */
export function workOut(written: string): Sum | null {
  const [expression = ''] = written.split('=')
  const text = expression.replaceAll('×', '*').replaceAll('÷', '/').replaceAll('−', '-')
  const numbers = readNumbers(text)
  const values: number[] = []
  const operators: string[] = []
  const operands: number[] = []
  let at = 0
  for (const number of numbers) {
    const between = text.slice(at, number.start).replaceAll(/[\s元个件户人次]/g, '')
    if (operands.length === 0 ? between !== '' : !(between in precedence)) return null
    if (operands.length > 0) {
      while (operators.length > 0 && precedence[operators.at(-1)!]! >= precedence[between]!)
        if (!apply(values, operators.pop()!)) return null
      operators.push(between)
    }
    values.push(number.value)
    operands.push(number.value)
    at = number.end
  }
  if (operands.length < 2 || text.slice(at).replaceAll(/[\s元个件户人次]/g, '') !== '') return null
  while (operators.length > 0) if (!apply(values, operators.pop()!)) return null
  const [result] = values
  return result !== undefined && Number.isFinite(result) ? { result: round(result), operands } : null
}

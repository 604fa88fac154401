/** Numbers drawn by chance that are the same on every machine. */
export interface Draw {
  below(count: number): number
  of<T>(all: readonly T[]): T
  digits(count: number): string
}

/** Draws from a seed. */
export function drawFrom(seed: number): Draw {
  let state = seed
  const below = (count: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
  return {
    below,
    of: all => all[below(all.length)]!,
    digits: count => Array.from({ length: count }, () => below(10)).join(''),
  }
}

/** Seventeen digits with the check character of an identity number. */
export function identityNumber(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0)
  return first17 + '10X98765432'[sum % 11]
}

/** Digits with the check digit of a bank card. */
export function luhn(first: string): string {
  const sum = [...first].reduceRight((total, digit, i) => {
    const doubled = Number(digit) * ((first.length - i) % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return `${first}${(10 - (sum % 10)) % 10}`
}

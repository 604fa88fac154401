import type { Page } from 'playwright-core'

/** Words on the page whose contrast with their ground is below WCAG AA; what is disabled or hidden is left out. */
export async function hardToRead(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    // What fades from one colour to another is neither: two pictures for it to begin, then its end.
    for (let picture = 0; picture < 2; picture++) await new Promise(requestAnimationFrame)
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()
    type Colour = [number, number, number, number]
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
    // The browser reads every way of writing a colour.
    const read = (text: string): Colour => {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = text
      canvas.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
      return [r!, g!, b!, a! / 255]
    }
    const over = (top: Colour, ground: Colour): Colour => {
      const mixed = (at: 0 | 1 | 2) => top[at] * top[3] + ground[at] * (1 - top[3])
      return [mixed(0), mixed(1), mixed(2), 1]
    }
    const around = (one: Element): Element[] =>
      one.parentElement ? [one, ...around(one.parentElement)] : [one]
    const groundOf = (one: Element) =>
      around(one)
        .map(each => read(getComputedStyle(each).backgroundColor))
        .reduceRight<Colour>((ground, top) => over(top, ground), [255, 255, 255, 1])
    const light = (colour: Colour) => {
      const part = (value: number) =>
        value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
      return 0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
    }
    const found = new Set<string>()
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (words.nextNode()) {
      const one = words.currentNode.parentElement
      const text = words.currentNode.textContent?.trim()
      if (!one || !text || one.closest('script, style, :disabled, [aria-disabled=true], [aria-hidden=true]'))
        continue
      const { width, height } = one.getBoundingClientRect()
      if (width < 2 || height < 2 || !one.checkVisibility({ visibilityProperty: true })) continue
      const style = getComputedStyle(one)
      const seen = around(one).reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1)
      const [r, g, b, a] = read(style.color)
      const ground = groundOf(one)
      const [more, less] = [light(over([r, g, b, a * seen], ground)), light(ground)].sort((x, y) => y - x)
      const ratio = (more! + 0.05) / (less! + 0.05)
      if (ratio < (Number.parseFloat(style.fontSize) >= 24 ? 3 : 4.5))
        found.add(`${ratio.toFixed(1)}:1 “${text.slice(0, 30)}” ${style.color} on ${ground.map(Math.round)}`)
    }
    return [...found]
  })
}

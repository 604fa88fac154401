import { pressText } from './keys.rules.ts'

const apple = /mac|iphone|ipad/i.test(navigator.platform)

/** A key combination as a small sign; hidden from screen readers, which hear the button's name. */
export function Keys({ of }: { of: string }) {
  return (
    <kbd className="kbd" aria-hidden>
      {pressText(of, apple)}
    </kbd>
  )
}

import { useSyncExternalStore } from 'react'

export const looks = ['system', 'light', 'dark'] as const
export type Look = (typeof looks)[number]
export const sizes = ['normal', 'large'] as const
export type TypeSize = (typeof sizes)[number]

interface Appearance {
  look: Look
  size: TypeSize
}

const kept = 'chengshu.appearance'
const darkness = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function read(): Appearance {
  const [look, size] = (localStorage.getItem(kept) ?? '').split(' ')
  return {
    look: looks.find(one => one === look) ?? 'system',
    size: sizes.find(one => one === size) ?? 'normal',
  }
}

let current = read()
darkness.addEventListener('change', () => {
  current = { ...current }
  for (const listener of listeners) listener()
})

/** Changes look or type size, for the next visits too. */
export function changeAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change }
  localStorage.setItem(kept, `${current.look} ${current.size}`)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What was chosen, and whether that means dark now. */
export function useAppearance(): Appearance & { dark: boolean } {
  const { look, size } = useSyncExternalStore(subscribe, () => current)
  return { look, size, dark: look === 'dark' || (look === 'system' && darkness.matches) }
}

import { useGuardWords } from '#kernel/guard/console/finding-words.tsx'

/** Says in the reader's language what stands hidden in a text: `⟦mobile⟧` becomes ⟦手机号⟧. */
export function useHiddenWords(): (text: string) => string {
  const words = useGuardWords()
  return text => text.replace(/⟦([a-z_]+(?::[\w-]+)?)⟧/g, (_, type: string) => `⟦${words.type(type)}⟧`)
}

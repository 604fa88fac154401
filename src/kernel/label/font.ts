import { createRequire } from 'node:module'

/** A font that has Chinese, from the package: what a machine has installed is not relied on. */
export function fontFile(): string {
  return createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  )
}

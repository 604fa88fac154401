import type { AigcEntry, KeptCheck } from './label.contract.ts'

const words: Record<Exclude<KeptCheck['says'], 'none'>, readonly [string, string]> = {
  sure: ['人工智能生成合成内容 AI-generated', 'AI生成'],
  'may-be': ['可能为人工智能生成合成内容 may be AI-generated', '可能AI生成'],
  suspected: ['疑似人工智能生成合成内容 suspected to be AI-generated', '疑似AI生成'],
}

/**
 * A JPEG picture from outside as it is shown to the public: with the notice of article 6 drawn into it, and its entry. Drawing
 * is loaded when it is needed: most pictures are photos.
 */
export async function drawnLabel(
  jpeg: Buffer,
  of: { says: KeptCheck['says']; entry: AigcEntry | null },
): Promise<Buffer> {
  if (of.says === 'none' || !of.entry) return jpeg
  const [{ drawLabel }, { stampJpeg }] = await Promise.all([
    import('./draw-label.ts'),
    import('./stamp-jpeg.ts'),
  ])
  return await stampJpeg(await drawLabel(jpeg, words[of.says]), of.entry)
}

/** How many seconds one unit of the rhythm lasts: that of Morse at a slow hand, heard clearly over speech. */
const unit = 0.12
const tone = 800
const loudness = 0.4

// 短长 短短: the letters A and I in Morse. A long sound is three units, a pause inside a letter one, between letters three.
const pattern: readonly { units: number; sounds: boolean }[] = [
  { units: 1, sounds: true },
  { units: 1, sounds: false },
  { units: 3, sounds: true },
  { units: 3, sounds: false },
  { units: 1, sounds: true },
  { units: 1, sounds: false },
  { units: 1, sounds: true },
  { units: 3, sounds: false },
]

/**
 * The audible label of GB 45438-2025, the rhythm short-long short-short, as samples from -1 to 1: to be put before or after
 * generated sound by whatever makes it. Edges are softened, or each sound would click.
 */
export function rhythmSamples(samplesPerSecond: number): Float32Array {
  const unitSamples = Math.round(unit * samplesPerSecond)
  const edge = Math.round(0.005 * samplesPerSecond)
  const pieces = pattern.map(({ units, sounds }) => {
    const length = units * unitSamples
    return Float32Array.from({ length }, (_, index) => {
      if (!sounds) return 0
      const softness = Math.min(1, index / edge, (length - 1 - index) / edge)
      return loudness * softness * Math.sin((2 * Math.PI * tone * index) / samplesPerSecond)
    })
  })
  const all = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

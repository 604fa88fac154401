import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rhythmSamples } from './rhythm.rules.ts'

// Runs of sound and silence, in milliseconds: what an ear hears of the samples, told from their loudness.
function heard(samples: Float32Array, rate: number): { sounds: boolean; milliseconds: number }[] {
  const step = rate / 1_000
  const runs: { sounds: boolean; milliseconds: number }[] = []
  for (let at = 0; at < samples.length; at += step) {
    const sounds = samples.slice(at, at + step * 2).some(sample => Math.abs(sample) > 0.02)
    const last = runs.at(-1)
    if (last?.sounds === sounds) last.milliseconds++
    else runs.push({ sounds, milliseconds: 1 })
  }
  return runs
}

for (const rate of [8_000, 16_000, 44_100])
  test(`short long, short short at ${rate} samples a second`, () => {
    const samples = rhythmSamples(rate)
    const runs = heard(samples, Math.floor(rate / 1_000) * 1_000)
    const sounds = runs.filter(run => run.sounds).map(run => run.milliseconds)
    assert.equal(sounds.length, 4)
    const [first, second, third, fourth] = sounds as [number, number, number, number]
    assert.ok(second > 2.5 * first && second < 3.5 * first, sounds.join())
    for (const short of [third, fourth]) assert.ok(Math.abs(short - first) <= first * 0.1, sounds.join())
    const pauses = runs.filter(run => !run.sounds).map(run => run.milliseconds)
    assert.ok(pauses[1]! > 2 * pauses[0]!, 'a pause between the two letters')
    assert.ok(samples.every(sample => Math.abs(sample) <= 0.401))
    // Softened edges: no sample jumps.
    assert.ok(samples.every((sample, index) => index === 0 || Math.abs(sample - samples[index - 1]!) < 0.3))
    assert.equal(samples[0], 0)
  })

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generatorsIn, pngTextTraces, xmpTraces } from './traces.rules.ts'

test('makers are known by what they write into fields for the software', () => {
  for (const [field, name] of [
    ['Stable Diffusion web UI 1.9', 'stable-diffusion'],
    ['ComfyUI', 'comfyui'],
    ['Midjourney v6', 'midjourney'],
    ['DALL·E 3', 'openai'],
    ['豆包AI生成', 'doubao-jimeng'],
    ['即梦', 'doubao-jimeng'],
    ['Kling AI', 'kling'],
    ['Suno', 'sound-generator'],
    ['Made with Google AI', 'google'],
  ] as const)
    assert.deepEqual(generatorsIn(field), [`generator:${name}`], field)
  for (const field of ['Adobe Photoshop 25.0', 'Canon EOS R5', 'iOS 18.1', 'GIMP', 'Microsoft Word', ''])
    assert.deepEqual(generatorsIn(field), [], field)
  assert.deepEqual(generatorsIn(`${'x'.repeat(3_000)}midjourney`), [])
})

test('what a sampler writes into a PNG is a trace; a word called prompt alone is not', () => {
  assert.deepEqual(pngTextTraces('parameters', 'a bridge\nSteps: 20, Sampler: Euler'), ['png:parameters'])
  assert.deepEqual(pngTextTraces('Parameters', 'x'), ['png:parameters'])
  assert.deepEqual(pngTextTraces('prompt', '{"3":{"class_type":"KSampler"}}'), ['png:prompt'])
  assert.deepEqual(pngTextTraces('prompt', 'please sign here'), [])
  assert.deepEqual(pngTextTraces('Software', 'Midjourney'), ['generator:midjourney'])
  assert.deepEqual(pngTextTraces('Comment', 'Midjourney is a village'), [])
})

test('XMP tells the source by the words of IPTC, and the tool', () => {
  const source = (word: string) =>
    `<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/${word}</Iptc4xmpExt:DigitalSourceType>`
  assert.deepEqual(xmpTraces(source('trainedAlgorithmicMedia')), ['iptc:trained-algorithmic-media'])
  assert.deepEqual(xmpTraces(source('compositeWithTrainedAlgorithmicMedia')), ['iptc:composite-with-ai'])
  assert.deepEqual(xmpTraces(source('digitalCapture')), [])
  assert.deepEqual(xmpTraces('<xmp:CreatorTool>Adobe Firefly</xmp:CreatorTool>'), ['generator:firefly'])
  assert.deepEqual(xmpTraces('xmp:CreatorTool="Midjourney" x:AISystemUsed="Midjourney"'), [
    'generator:midjourney',
  ])
  assert.deepEqual(xmpTraces('<dc:title>Midjourney</dc:title>'), [])
})

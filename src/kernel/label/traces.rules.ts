/** Makers of pictures, sound and films by what they write into fields for the software or the creator. */
const generators: readonly [RegExp, string][] = [
  [/stable[ -]?diffusion|automatic1111|sd[ -]?webui|forge/i, 'stable-diffusion'],
  [/comfyui/i, 'comfyui'],
  [/invokeai/i, 'invokeai'],
  [/novelai/i, 'novelai'],
  [/midjourney/i, 'midjourney'],
  [/dall[·. -]?e|gpt-?(4o|image)|openai|chatgpt|\bsora\b/i, 'openai'],
  [/adobe firefly|\bfirefly\b/i, 'firefly'],
  [/\bimagen\b|google generative|made with google ai|\bgemini\b|\bveo\b|nano banana/i, 'google'],
  [/\bgrok\b|\bxai\b/i, 'grok'],
  [/豆包|doubao|即梦|jimeng|dreamina|seedream|seedance/i, 'doubao-jimeng'],
  [/可灵|\bkling/i, 'kling'],
  [/通义|tongyi|\bwanx?\b.*ai|qwen-?image/i, 'tongyi'],
  [/文心|yige\.baidu|\bernie\b/i, 'wenxin'],
  [/混元|hunyuan/i, 'hunyuan'],
  [/海螺|hailuo|minimax/i, 'minimax'],
  [/智谱|cogview|cogvideo/i, 'zhipu'],
  [/\brunway|\bpika labs|\bluma\b|\bvidu\b/i, 'video-generator'],
  [/\bsuno\b|\budio\b|elevenlabs|\bmusicgen\b/i, 'sound-generator'],
  [/\bflux\.?[12]|black forest labs|leonardo\.ai|ideogram|recraft/i, 'picture-generator'],
]

/** The traces of makers that a field for the software or the creator shows. */
export function generatorsIn(field: string): string[] {
  const text = field.slice(0, 2_000)
  return generators.flatMap(([pattern, name]) => (pattern.test(text) ? [`generator:${name}`] : []))
}

/** Keywords of PNG texts that only tools for generating pictures write. */
const pngKeywords = new Set([
  'parameters',
  'prompt',
  'workflow',
  'sd-metadata',
  'dream',
  'invokeai_metadata',
  'invokeai_graph',
  'generation_data',
  'fooocus_scheme',
  'hf-job-id',
])

/** The trace of a text of a PNG file: `prompt` alone may be anything, what a sampler writes is not. */
export function pngTextTraces(keyword: string, value: string): string[] {
  const name = keyword.toLowerCase()
  const named = generatorsIn(['software', 'source', 'author', 'creator'].includes(name) ? value : '')
  if (!pngKeywords.has(name)) return named
  const isSampler = /\b(steps|sampler|cfg scale|seed|model hash|class_type|ckpt_name)\b/i.test(
    value.slice(0, 4_000),
  )
  return isSampler || name !== 'prompt' ? [`png:${name}`, ...named] : named
}

/** The traces of an XMP packet: the source type of IPTC, and the tool that made it. */
export function xmpTraces(packet: string): string[] {
  const traces: string[] = []
  if (/compositeWithTrainedAlgorithmicMedia/i.test(packet)) traces.push('iptc:composite-with-ai')
  else if (/trainedAlgorithmicMedia/i.test(packet)) traces.push('iptc:trained-algorithmic-media')
  const tools = packet.matchAll(
    /(?:CreatorTool|SoftwareAgent|softwareAgent|AISystemUsed|AiSystemUsed|credit|Credit)(?:>|=["'])([^<"']{1,300})/g,
  )
  for (const [, tool] of tools) traces.push(...generatorsIn(tool!))
  return [...new Set(traces)]
}

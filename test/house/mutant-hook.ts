import { registerHooks } from 'node:module'

// Loaded with `--import mutant-hook.ts?file=…&find=…&replace=…`: the named file is loaded with one text replaced, on disk nothing changes.
const parameters = new URL(import.meta.url).searchParams
const target = parameters.get('file')!
const find = parameters.get('find')!
const replacement = parameters.get('replace')!

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (url.split('?')[0] !== target || !loaded.source) return loaded
    const source = loaded.source.toString()
    if (!source.includes(find)) throw new Error(`the mutant's text is not in ${target}: ${find}`)
    return { ...loaded, source: source.replace(find, () => replacement) }
  },
})

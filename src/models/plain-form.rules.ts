/**
 * The normal form of each code unit that has one whatever stands beside it: 0 not asked for yet, 1 none (marks,
 * jamo, surrogates, capital sigma and what `<` or `&` may begin), 2 several units, else the one unit.
 */
export type PlainForms = { unit: Uint16Array; several: Map<number, string> }

const unasked = 0
const dependent = 1
const several = 2
const space = 32

/** An empty memory; it fills itself, since a message has some hundred different characters and Unicode 65,536. */
export function createPlainForms(): PlainForms {
  return { unit: new Uint16Array(65536), several: new Map() }
}

function learn(forms: PlainForms, code: number): number {
  const compatible = String.fromCharCode(code).normalize('NFKC')
  const form = compatible.toLowerCase()
  const alone = !/[\p{M}\p{Cs}\u1100-\u11ff\u03a3<&]/u.test(compatible + String.fromCharCode(code))
  if (/^[\s\p{Cc}\p{Cf}\ufffd]$/u.test(form)) forms.unit[code] = space
  // A wide less-than becomes a plain one after the tags have gone, so only the plain one is kept back.
  else if (code === 0xff1c || code === 0xff06) forms.unit[code] = form.charCodeAt(0)
  else if (!alone || /[\s\p{M}]/u.test(form)) forms.unit[code] = dependent
  else if (form.length === 1) forms.unit[code] = form.charCodeAt(0)
  else {
    forms.unit[code] = several
    forms.several.set(code, form)
  }
  return forms.unit[code]!
}

/**
 * Writes the normal form of a text and returns its length, or -1 where a character's form hangs on its neighbours
 * or there is no room: then `normaliseText` is to be asked. It says the same and takes five times as long.
 */
export function writePlainForm(forms: PlainForms, text: string, into: Uint16Array): number {
  const { unit } = forms
  let size = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const known = unit[code]!
    const form = known === unasked ? learn(forms, code) : known
    if (form > several) {
      if (form === space && (size === 0 || into[size - 1] === space)) continue
      if (size === into.length) return -1
      into[size++] = form
      continue
    }
    if (form === dependent) return -1
    const parts = forms.several.get(code)!
    if (size + parts.length > into.length) return -1
    for (let part = 0; part < parts.length; part++) into[size++] = parts.charCodeAt(part)
  }
  return size > 0 && into[size - 1] === space ? size - 1 : size
}

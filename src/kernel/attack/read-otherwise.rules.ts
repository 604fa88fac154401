/** A normalised text as somebody reads it who knows the trick: `spaced`, `leet`, `rot13`, `reversed`. */
export interface Reading {
  how: string
  text: string
}

const spacedRun =
  /(?<![a-z0-9])[a-z0-9\u3400-\u9fff](?:[\s.,*_\-|/·•+~^#'"=、。,]{1,3}[a-z0-9\u3400-\u9fff](?![a-z0-9])){4,}/g
const separators = /[\s.,*_\-|/·•+~^#'"=、。,]+/g

/** Letters one by one with signs between: joined. Where only some of the gaps are blank, those part words. */
function joinSpaced(text: string): string {
  return text.replace(spacedRun, run => {
    const isBlankThroughout = run.match(separators)!.every(gap => /\s/.test(gap))
    return run.replace(separators, gap => (!isBlankThroughout && /\s/.test(gap) ? ' ' : ''))
  })
}

const leetSigns: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const leetWord =
  /(?<![a-z0-9@$!])(?=[a-z0-9@$!]{0,20}[a-z])(?=[a-z0-9@$!]{0,20}[013457@$!])[a-z0-9@$!]{2,20}(?![a-z0-9@$!])/g
const latinWord = /[a-z]{2,}/g
const han = /[\u3400-\u9fff]/g
const figuresAlone = /(?<![a-z0-9])[013457]{2,5}(?![a-z0-9])/g

/** Houses and number plates mix letters and figures too: a fourth of the words must, and few of the letters be Chinese. */
function looksLeet(text: string): boolean {
  const mixed = text.match(leetWord)?.length ?? 0
  if (mixed < 2 || mixed * 3 < (text.match(latinWord)?.length ?? 0)) return false
  return (text.match(han)?.length ?? 0) * 4 < text.length
}

/** Letters for figures; in a word of figures alone a one is an L (`411` is `all`). */
function joinLeet(text: string): string {
  return text
    .replace(figuresAlone, word => word.replaceAll('1', 'l'))
    .replace(leetWord, word => word.replace(/[0134578@$!9]/g, sign => leetSigns[sign]!))
}

/** Words of attacks under ROT13 and written backwards: the text is turned only where one stands. */
const turned = /vtaber|vafgehpg|cebzcg|qvfertneq|flfgrz|sbetrg|erfgevpg|haevfgevpg/
const backwards = /erongi|drageris|tcurtsni|tpmorp|metsys|tegrof|略忽|令指|视无|词示提|统系|演扮/

function rotate(text: string): string {
  return text.replace(/[a-z]/g, letter => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97))
}

/** Other ways to read a normalised text; none for most texts. */
export function readOtherwise(text: string): Reading[] {
  const readings: Reading[] = []
  const add = (how: string, read: string): void => {
    if (read !== text) readings.push({ how, text: read })
  }
  add('spaced', joinSpaced(text))
  if (looksLeet(text)) add('leet', joinLeet(text))
  if (turned.test(text)) add('rot13', rotate(text))
  if (backwards.test(text)) add('reversed', [...text].reverse().join(''))
  return readings
}

import { findDottedNames } from './dotted-names.rules.ts'
import { clubs, famous, foreignCharacters, foreignGiven, rareForeign } from './foreign-names.ts'
import { givenCharacters } from './given-names.ts'
import { deeds, neverGiven, notNames, rareGiven, roles } from './name-words.ts'
import type { Word } from './segment-text.ts'
import type { Spot } from './spot.rules.ts'
import { longSurnames, sureSurnames, surnames, usualSurnames } from './surnames.ts'

/** What a name looks like before its surroundings are weighed. */
interface Candidate {
  from: number
  /** The first word behind it. */
  to: number
  start: number
  end: number
  score: number
}

const han = /^[\u4e00-\u9fff]+$/
const opens = /^[“"‘'（(【《、：:，,。；;！!\s·○⊙●■]$/

const titled =
  /(?:队|版|界|性|宫|祠|墓|人|郡|公司|大哥|高速|军演|故里|广场|沙滩|堂|先生|女士|小姐|老师|师傅|总|某|大爷|大妈|阿姨|家|氏|姓|同学|教授|博士|医生|经理|厅长|书记|局长|主任|[省市县镇乡区村校院所处科部队班]长)$/
/** Places that begin with a family name: 杜鹃路, 齐云山. */
const placeEnd = /^..(?:路|街|村|镇|乡|山|庙|寺|桥|庄|坪|岭|湾|岛|墓|河|湖|州|县|市|区|塘|沟|坡)$/

/** Endings of places that given names do not have. */
const villageEnd = /^.(?:村|庄|桥|镇|屯|寨)$|^..(?:路|街|村|镇|乡|庙|寺|县|市|区)$/

/** How surely a family name is one: 2 hardly ever a word, 1 well known, 0 rare. */
const rankOf = (name: string) => (sureSurnames.has(name) ? 2 : usualSurnames.has(name) ? 1 : 0)

/** Particles that given names hold too. */
const softGiven = new Set('以来之其中国可和时林生家有文年')

const isOne = (word: Word | undefined): word is Word =>
  word !== undefined && word.text.length === 1 && han.test(word.text)

/** Verbs and particles that given names end with too: 周清来, 陈昆才. */
const lastGiven = new Set('来才生成令能安红专如知为')

/** Whether a character is still of the name, as behind it somebody speaks, another name begins or the clause ends. */
function endsName(words: readonly Word[], to: number, third: string): boolean {
  if (!lastGiven.has(third)) return false
  const behind = words[to]
  return (
    !behind ||
    deeds.has(behind.text) ||
    roles.has(behind.text) ||
    sureSurnames.has(behind.text) ||
    /^[，。、；：:,;（(\s]$/.test(behind.text)
  )
}

/** Plain words behind a family name: 王广场, 缪行长. */
const commonEnd = /(?:长|民|场|司|幅|里|片|节|店|厂|队|站|楼|校|局|部|处|院|价|盘|赔|方|军|费|款|息影|电影)$/
/** Two names without anything between them, as bylines have them: 吴军郑昊. */
function parted(words: readonly Word[], at: number): boolean {
  const [third, behind] = [words[at + 2]!, words[at + 3]]
  return (
    sureSurnames.has(third.text) &&
    isOne(behind) &&
    givenCharacters.has(behind.text) &&
    !neverGiven.has(behind.text) &&
    !rareGiven.has(behind.text)
  )
}

/** Whether a word is a part of a longer foreign name: 范马尔+韦克. */
function isFragment(words: readonly Word[], at: number): boolean {
  const { text } = words[at]!
  const beside = (word: Word | undefined) =>
    word !== undefined &&
    !particles.has(word.text) &&
    [...word.text].every(one => foreignCharacters.has(one) || rareForeign.has(one)) &&
    (word.text.length === 1 || word.tag === 'nrt')
  return (
    text.length > 1 &&
    [...text].every(one => foreignCharacters.has(one) || rareForeign.has(one)) &&
    (beside(words[at - 1]) || beside(words[at + 1]))
  )
}

/** What is counted: 15 张照片, 那张图, 150 余人. */
const counted = /[0-9０-９这那几每一二两三四五六七八九十百千]$/
const measures = new Set('张项章段部位家支级环周届集车单余家万席')
/** Particles and verbs that family names are written with: 和周茜, 让于海, 曾加. */
const particles = new Set('和让曾向任应由于')

/** Whether a family name stands there as something else. */
function isOtherWord(words: readonly Word[], at: number): boolean {
  const { text } = words[at]!
  const next = words[at + 1]
  if (measures.has(text[0]!) && counted.test(words[at - 1]?.text ?? '')) return true
  if (text.length > 1 || !next) return false
  if (!particles.has(text)) return false
  if (text === '曾')
    return next.text.length > 1 || (/^[vdp]/.test(next.tag) && !roles.has(words[at + 3]?.text ?? ''))
  return rankOf(next.text[0]!) > 0 || next.text.length > 1
}

/** Names that begin with a family name at a word. */
function chinese(words: readonly Word[], at: number): Candidate | undefined {
  const word = words[at]!
  const { text, start, tag } = word
  if (!surnames.has(text[0]!) && !longSurnames.has(text.slice(0, 2))) return undefined
  const next = words[at + 1]
  const third = words[at + 2]
  if (isOtherWord(words, at) || isFragment(words, at)) return undefined
  if (text.length >= 2 && text.length <= 4 && han.test(text)) {
    if (notNames.has(text) || titled.test(text) || placeEnd.test(text)) return undefined
    const long = longSurnames.has(text.slice(0, 2))
    if (
      text.length === 2 &&
      long &&
      next &&
      han.test(next.text) &&
      next.text.length <= 2 &&
      !neverGiven.has(next.text[0]!)
    )
      return { from: at, to: at + 2, start, end: next.start + next.text.length, score: 0.65 }
    if (!tag.startsWith('nr') || tag === 'nrt' || !(long || (surnames.has(text[0]!) && text.length <= 3)))
      return undefined
    const kind = long ? 2 : rankOf(text[0]!)
    // Clubs and countries are written with the characters of foreign names too.
    const strange = kind < 2 && [...text].every(character => foreignCharacters.has(character))
    const base = strange ? 0.3 : (text.length >= 3 ? [0.3, 0.5, 0.72] : [0.2, 0.36, 0.52])[kind]!
    // 胡文 + 和 may be 胡文和; a character that seldom stands alone belongs to the name.
    if (
      text.length === 2 &&
      isOne(next) &&
      !neverGiven.has(next.text) &&
      (!rareGiven.has(next.text) || /^[：:]$/.test(third?.text ?? '')) &&
      next.tag !== 'c' &&
      next.tag !== 'p'
    )
      return { from: at, to: at + 2, start, end: next.start + 1, score: base + 0.1 }
    // The people of jieba's list of the famous.
    const listed = tag === 'nrfg' && kind > 0 ? Math.max(base, 0.62) : base
    return { from: at, to: at + 1, start, end: start + text.length, score: listed }
  }
  if (text.length !== 1 || !surnames.has(text) || !next || !han.test(next.text)) return undefined
  const kind = rankOf(text)
  const base = [0.02, 0.2, 0.42][kind]!
  if (next.text.length === 2) {
    if (
      neverGiven.has(next.text[0]!) ||
      deeds.has(next.text) ||
      roles.has(next.text) ||
      commonEnd.test(next.text)
    )
      return undefined
    const common = notNames.has(next.text) || /^[vdprcuqm]/.test(next.tag)
    return {
      from: at,
      to: at + 2,
      start,
      end: next.start + 2,
      score: base + (common ? 0 : next.tag.startsWith('n') && !next.tag.startsWith('nr') ? 0.1 : 0.14),
    }
  }
  if (next.text.length !== 1 || neverGiven.has(next.text) || notNames.has(text + next.text)) return undefined
  const rare = kind === 0 && givenCharacters.has(next.text) && roles.has(words[at - 1]?.text ?? '') ? 0.12 : 0
  if (isOne(third) && !neverGiven.has(third.text) && !rareGiven.has(third.text))
    return parted(words, at)
      ? { from: at, to: at + 2, start, end: next.start + 1, score: base + 0.2 }
      : { from: at, to: at + 3, start, end: third.start + 1, score: base + 0.2 + rare }
  if (isOne(third) && kind === 2 && endsName(words, at + 3, third.text))
    return { from: at, to: at + 3, start, end: third.start + 1, score: base + 0.2 }
  if (rareGiven.has(next.text))
    return { from: at, to: at + 2, start, end: next.start + 1, score: base - 0.15 }
  // A further character of the kind would make it three: 廖衡生.
  const given = givenCharacters.has(next.text) && !(isOne(third) && givenCharacters.has(third.text))
  return {
    from: at,
    to: at + 2,
    start,
    end: next.start + 1,
    score: base + rare + (given && kind === 2 ? 0.13 : 0.06),
  }
}

const joined = (words: readonly Word[], from: number, to: number) =>
  words
    .slice(from, to)
    .map(word => word.text)
    .join('')

/** A sure family name and two characters that given names are made of, whatever the words were cut to. */
function shaped(words: readonly Word[], at: number): Candidate | undefined {
  const word = words[at]!
  const whole = joined(words, at, at + 3)
  const name = whole.slice(0, 3)
  if (rankOf(word.text[0]!) < 2 || !han.test(name) || name.length < 3) return undefined
  if (isOtherWord(words, at)) return undefined
  if (
    notNames.has(word.text) ||
    notNames.has(name.slice(0, 2)) ||
    titled.test(word.text) ||
    titled.test(name)
  )
    return undefined
  if (word.text.length > 1 && !word.tag.startsWith('nr')) return undefined
  if (
    ![name[1]!, name[2]!].every(
      one => givenCharacters.has(one) && (!neverGiven.has(one) || softGiven.has(one)),
    )
  )
    return undefined
  // The name may end inside a word; then what is left of it stands behind.
  let to = at
  let length = 0
  while (length < 3) length += words[to++]!.text.length
  if (length > 3) return undefined
  if (to === at + 2 && /^[vdpcrum]/.test(words[at + 1]!.tag) && word.text.length === 1)
    return { from: at, to, start: word.start, end: word.start + 3, score: 0.44 }
  if (to === at + 3 && rareGiven.has(name[2]!))
    return { from: at, to, start: word.start, end: word.start + 3, score: 0.4 }
  return { from: at, to, start: word.start, end: word.start + 3, score: 0.6 }
}

/** A character that names seldom hold counts only behind another of theirs. */
const isForeign = (text: string, inside: boolean) =>
  [...text].every((one, at) => foreignCharacters.has(one) || ((inside || at > 0) && rareForeign.has(one)))

const famousFirst = new Set([...famous].map(name => name[0]!))

/** A name that everybody knows, whatever it was cut to. */
function known(words: readonly Word[], at: number): Candidate | undefined {
  if (!famousFirst.has(words[at]!.text[0]!)) return undefined
  let name = ''
  for (let to = at; to < words.length && to < at + 3; to++) {
    const { text, start } = words[to]!
    name += text
    if (name.length > 1 && famous.has(name))
      return { from: at, to: to + 1, start: words[at]!.start, end: start + text.length, score: 0.56 }
  }
  return undefined
}

const latin = /^[A-Za-z][A-Za-z.'-]*$/

/** A name in Latin letters, told by what somebody is before it alone: 设计师 John Parkes. */
function latinAt(words: readonly Word[], at: number): Candidate | undefined {
  const role = words[at - 1]?.text ?? ''
  if (
    !latin.test(words[at]!.text) ||
    !roles.has(role) ||
    /^(?:叫|姓|姓名|叫做|户名|签名|署名|代表|首席)$/.test(role)
  )
    return undefined
  let to = at + 1
  while (/^[\s·-]$/.test(words[to]?.text ?? '') && latin.test(words[to + 1]?.text ?? '') && to - at < 6)
    to += 2
  const last = words[to - 1]!
  const end = last.start + last.text.length
  return end - words[at]!.start < 3 ? undefined : { from: at, to, start: words[at]!.start, end, score: 0.5 }
}

/** Foreign names: characters that those are written with, words of the list among them, parts joined by dots. */
function transliterated(words: readonly Word[], at: number): Candidate | undefined {
  if (!foreignCharacters.has(words[at]!.text[0]!)) return undefined
  let to = at
  let length = 0
  let dotted = false
  let listed = false
  let loose = 0
  for (; to < words.length && length <= 14; to++) {
    const { text, tag } = words[to]!
    if (/^[·•・‧]$/.test(text) && length > 0) {
      dotted = true
      length += 1
      continue
    }
    if (!han.test(text) || (length > 0 && particles.has(text)) || !isForeign(text, length > 0)) break
    if (text.length > 1 && !/^(?:nr|ns|nz|n$|x)/.test(tag)) break
    if (tag === 'nrt' || tag === 'nrfg') listed = true
    if (text.length === 1) loose += 1
    length += text.length
  }
  if (length < 2 || length > 14) return undefined
  const first = words[at]!
  const last = words[to - 1]!
  const end = /^[·•・‧]$/.test(last.text) ? last.start : last.start + last.text.length
  if (dotted) return { from: at, to, start: first.start, end, score: 0.72 }
  if (length < 3 && !listed) return undefined
  const one = to === at + 1
  if (one && first.tag === 'ns') return undefined
  const name = joined(words, at, to)
  if (clubs.has(name) || [...name].slice(0, 1).some(character => particles.has(character))) return undefined
  if (!one && foreignGiven.has(first.text) && length >= 4)
    return { from: at, to, start: first.start, end, score: 0.58 }
  const score = one
    ? listed || (length >= 3 && first.tag === 'nr')
      ? 0.46
      : 0.25
    : length >= 4
      ? 0.47
      : loose >= 2
        ? 0.42
        : 0.3
  return { from: at, to, start: first.start, end, score }
}

/** What the words around say of a candidate. `listed` when another name stands directly before it. */
function surroundings(words: readonly Word[], { from, to }: Candidate, listed: boolean): number {
  let plus = listed ? 0.3 : 0
  const before = words[from - 1]
  const behind = words[to]
  const role = (word: Word | undefined) =>
    word !== undefined && (roles.has(word.text) || roles.has(word.text.slice(-2)))
  if (role(before)) plus += 0.35
  else if (before && opens.test(before.text) && role(words[from - 2])) plus += 0.25
  else if (!before || opens.test(before.text)) plus += 0.06
  if (!behind) return plus + 0.06
  if (deeds.has(behind.text)) plus += 0.32
  else if (/^[：:]$/.test(behind.text)) plus += from === 0 || (before && opens.test(before.text)) ? 0.3 : 0.12
  else if (/^[（(]$/.test(behind.text)) plus += 0.14
  else if (opens.test(behind.text) || /^[）)】]$/.test(behind.text)) plus += 0.08
  // Somebody who also, already, then did something, or with whom.
  else if (
    /^(?:d|p|c|v|zg|r)$/.test(behind.tag) ||
    /^[的也则曾还对从在将已又就把被却并向是为与和]/.test(behind.text)
  )
    plus += 0.12
  return plus
}

const placeBefore = /^(?:在|到|至|从|往|前往|位于|来到|抵达|对阵|vs|主场|客场|《|去|离)$/i
const organisation =
  /^(?:球场|推荐|艺术|艺术中心|庙|空军|空军基地|瀑布|大瀑布|祠|肉|塔|塔楼|岛屿|海滩|地区|政府|部队|图书馆|酒庄|游乐园|高速|收费站|立交桥|社区|小区|花园|新村|物业|派出所|高尔夫|俱乐部队|会展|学派|故里|群岛|半岛|山庄|庄园|港|码头|省|府|病|定律|指数|效应|法案|小说奖|文学奖|体育|中心|大楼|郡|乡|小镇|博物馆|公园|国际|客场作战|近期|会议|渔|信托|传奇|体育场|大学城|海|湾|峡谷|雪山|大陆|王国|帝国|星球|剧院|球队|联队|竞技场|近况|本赛季|俱乐部队|主队|故居|球迷|杂志|品牌|手表|公司|银行|集团|大学|学院|医院|学校|中学|小学|酒店|银|队|俱乐部|路|街|村|镇|县|区|市|省|山|河|湖|桥|庄|寺|岛|杯|奖|牌|店|厂|站|队员|广场|大厦|机场|赛|主场|客场|家|州|国|人|队长|城|竞技|vs|VS|传媒|晨报|日报|墓|纪念馆|风光|》)$/
const joins = /^(?:、|和|与|及|以及|跟|,|，|\s|\/|&)$/
const threshold = 0.6

/** Names of people. A family name alone is none: what is around it has to say so. */
export function findNames(words: readonly Word[]): Spot[] {
  const spots: Spot[] = []
  let titleDepth = 0
  let lastTo = -1
  const dotted = findDottedNames(words)
  let nextDotted = 0
  for (let at = 0; at < words.length; at++) {
    const { text } = words[at]!
    if (dotted[nextDotted]?.from === at) {
      const { from, to, ...spot } = dotted[nextDotted++]!
      if (titleDepth === 0) spots.push(spot)
      lastTo = to
      at = to - 1
      continue
    }
    if (text === '《') titleDepth = 12
    else if (text === '》') titleDepth = 0
    if (titleDepth > 0) {
      titleDepth -= 1
      continue
    }
    const isLatin = !han.test(text)
    if (isLatin && !latin.test(text)) continue
    const listed = at === lastTo || (at === lastTo + 1 && joins.test(words[lastTo]?.text ?? ''))
    let best: { candidate: Candidate; score: number } | undefined
    const candidates = isLatin
      ? [latinAt(words, at)]
      : [chinese(words, at), shaped(words, at), transliterated(words, at), known(words, at)]
    for (const candidate of candidates) {
      if (!candidate || candidate.to > (dotted[nextDotted]?.from ?? words.length)) continue
      const behind = words[candidate.to]
      if (behind && organisation.test(behind.text)) continue
      const name = joined(words, candidate.from, candidate.to)
      if (titled.test(name) || villageEnd.test(name)) continue
      if (placeBefore.test(words[at - 1]?.text ?? '') && candidate.score < 0.5) continue
      const score = candidate.score + surroundings(words, candidate, listed)
      if (score >= threshold && (!best || score > best.score)) best = { candidate, score }
    }
    if (!best) continue
    const { candidate, score } = best
    const because = score > candidate.score + 0.1 ? ['list', 'context'] : ['list']
    spots.push({
      type: 'name',
      start: candidate.start,
      end: candidate.end,
      score: Math.min(0.97, score),
      because,
    })
    at = candidate.to - 1
    lastTo = candidate.to
  }
  return spots
}

import type { Word } from './segment-text.ts'
import type { Spot } from './spot.rules.ts'

/** Endings of what an address is made of, from the province to the room. */
const division =
  /(?:省|自治区|特别行政区|自治州|地区|盟|市|自治县|县|旗|新区|开发区|高新区|城区|区|街道|镇|乡|苏木|州)$/
const road = /(?:路|大街|街|大道|道|巷|弄|胡同|里弄|条|环线|公路|高速|国道|支路|辅路|内街|横街|直街|马路)$/
const estate =
  /(?:小区|花园|家园|公寓|大厦|新村|社区|村|庄|花苑|雅苑|嘉园|家属院|宿舍|公馆|别墅|名邸|山庄|号院|大院|写字楼|商城|工业园|科技园|产业园|家苑|名苑|新苑|佳苑|馨苑|苑|郡|广场|大楼|中学|小学|学校|医院|工业区|寨|屯|坪|寓)$/
const numbered =
  /^(?:号|号楼|号院|栋|幢|座|单元|室|楼|层|弄|组|门|户|房|院|排|队|期|区|巷|铺|号铺|社|屯|米|支|房间|号房|甲|乙|梯|厅|米处|#)$/
const figure = /^[0-9０-９一二三四五六七八九十百零〇两A-Za-z]+(?:[-—－–~][0-9０-９A-Za-z]+)*$/
const dash = /^[-—－–#、]$/
const stops = /^(?:[pcuvdryt]|uj|ul|ud|ug|uv|uz|e|o)$/
const stopWords =
  /^(?:在|住|于|到|至|从|是|的|了|和|与|及|对|向|往|我|你|他|她|们|家|位于|地址|住址|家住|住在|坐落|附近|隔壁|对面|旁边|门口|一条|这条|那条|该|本|各|某|每|有|为|由|上|下|里|内|外|前|后|去|来|走|沿|路过|经过|发现|反映|举报|投诉|今天|昨天|小区|建议|请|不|没|想|要|把|被|让|给|将|因|但|而|又|也|都|就|才|很|太|等|个|条|地|得|着|过|还|只|最|更|第一|第二|一名|业主|居民|村民|市民|先生|女士|邮编|电话|手机|收件人|姓名|身份证|联系人|收货|寄到|送到|发往|快递|打车|导航|户籍|籍贯|暂住|现住|租住|居住|搬到|住址|地点|详细地址|通讯地址|家庭|常住|户口|所在地|注册|位|名|元|年|月|日)$/
const han = /^[\u4e00-\u9fff]+$/
const isFigure = (word: Word | undefined) => word !== undefined && figure.test(word.text)

/** What a word is within an address. */
type Kind = 'division' | 'road' | 'estate' | 'number' | 'name' | 'none'

/** A door, building or group in one word. */
const doorWord = /^[A-Za-z0-9０-９一二三四五六七八九十百]+(?:座|期|组|号|号楼|栋|幢|楼|室|单元|层|弄|区)$/

/** Endings that the cutting into words has parted from an unknown name: 青/岚/市, 幸福/小区. */
const suffixAlone = /^(?:省|市|区|县|镇|乡|村|旗|州|街道|小区|花园|社区|新村|家园|公寓|苑|庄|花苑)$/
const isNameBefore = (word: Word | undefined) =>
  word !== undefined && han.test(word.text) && !stopWords.test(word.text) && !/^[pcudr]$/.test(word.tag)

function kindOf(words: readonly Word[], at: number): Kind {
  const word = words[at]
  if (!word) return 'none'
  const { text, tag } = word
  if (numbered.test(text) && isFigure(words[at - 1])) return 'number'
  if (isFigure(word) || doorWord.test(text)) return 'number'
  if (suffixAlone.test(text) && isNameBefore(words[at - 1]))
    return /[村区苑园庄里]$/.test(text) && text !== '区' ? 'estate' : 'division'
  if (stopWords.test(text)) return 'none'
  if (!han.test(text)) return 'none'
  if (
    road.test(text) &&
    !/^(?:一条|知道|道|条|有条|街道|走道|一道|报道|条条|频道|通道|渠道|人行道|隧道|轨道|管道|难道|味道|公道|马路|道路|铁路|线路|电路|思路|一路|上路|网路|出路)$/.test(
      text,
    )
  )
    return 'road'
  if (/^(?:路|街|大街|大道|巷|弄|胡同|道)$/.test(text)) return 'road'
  if (tag === 'ns' && text.length > 1) return 'division'
  if (
    division.test(text) &&
    text.length > 1 &&
    !/^(?:城市|上市|超市|股市|楼市|都市|门市|夜市|地区|社区|小区|市区|城区|城镇|乡镇|街道|该县|全市|全省|全区|我市|我区|我县|本市|景区|园区|灾区|山区|校区|片区|辖区|战区|赛区|特区|牛市|熊市|后市|开市|外省|广州|九州)$/.test(
      text,
    )
  )
    return 'division'
  if (estate.test(text) && text.length > 1 && /^(?:n|ns|nz|nt|s|nr|nrt|x|i|l|j)/.test(tag)) return 'estate'
  if (stops.test(tag) && text.length > 1) return 'none'
  return 'name'
}

const strongEnd = /(?:号|栋|幢|单元|室|弄|楼|座|层|院|号楼|房|户|门|组)$/

/** Where people live; a school or a hospital of a town says nothing of anybody. */
const home = /(?:小区|花园|家园|公寓|新村|社区|苑|山庄|别墅|家属院|宿舍|村|庄)$/

interface Stretch {
  from: number
  to: number
  kinds: Kind[]
}

/** No address is longer; what is, is not looked at to its end. */
const mostWords = 40

/** Goes left from an anchor as far as words may belong to the address. */
function leftOf(words: readonly Word[], anchor: number, lowest: number): number {
  let from = anchor
  let loose = kindOf(words, anchor) === 'road' && words[anchor]!.text.length > 1 ? 1 : 0
  while (from > lowest && anchor - from < mostWords) {
    const kind = kindOf(words, from - 1)
    if (
      kind === 'none' ||
      (kind === 'number' &&
        !/[号弄巷栋期区组院]/.test(words[from - 1]!.text) &&
        kindOf(words, from) !== 'number')
    )
      break
    if (kind === 'name') {
      // The name of a road or an estate is cut into at most three loose words.
      if (loose >= 3 || (words[from - 1]!.text.length > 2 && loose > 0)) break
      loose += 1
    } else loose = 0
    from -= 1
  }
  // Loose words before the first division are none of it.
  return from
}

/** Goes right from an anchor while numbers, buildings and rooms follow. */
function rightOf(words: readonly Word[], anchor: number): number {
  let to = anchor + 1
  for (let loose = 0; to < words.length && to - anchor < mostWords; ) {
    const kind = kindOf(words, to)
    if (kind === 'number' || kind === 'road' || kind === 'estate' || kind === 'division') {
      to += 1
      loose = 0
    } else if (
      dash.test(words[to]!.text) &&
      words[to]!.text !== '、' &&
      isFigure(words[to + 1]) &&
      kindOf(words, to - 1) === 'number'
    )
      to += 1
    else if (
      kind === 'name' &&
      loose < 3 &&
      words[to]!.text.length <= 3 &&
      hasAnchor(words, to + 1, 3 - loose)
    ) {
      to += 1
      loose += 1
    } else break
  }
  return to
}

function hasAnchor(words: readonly Word[], from: number, within: number): boolean {
  for (let at = from; at <= from + within - 1; at++) {
    const kind = kindOf(words, at)
    if (kind === 'none') return false
    if (kind === 'road' || kind === 'estate') return true
    if (kind === 'number') return numbered.test(words[at + 1]?.text ?? '')
  }
  return false
}

function describe(words: readonly Word[], { from, to, kinds }: Stretch): Spot | undefined {
  const first = words[from]!
  const last = words[to - 1]!
  const has = (kind: Kind) => kinds.includes(kind)
  const pieces = words
    .slice(from, to)
    .map(word => word.text)
    .join('')
  const doors = (
    pieces.match(
      /(?:[0-9０-９A-Za-z]+|[一二三四五六七八九十百]+(?=[号栋幢单室弄组门户]))(?:号|栋|幢|单元|室|弄|楼|座|层|组|门|户)|[0-9０-９]+[-—－–][0-9０-９]+/g,
    ) ?? []
  ).length
  const precise = doors > 0 && (has('road') || has('estate') || has('division'))
  const base = { type: 'address' as const, start: first.start, end: last.start + last.text.length }
  if (precise && (has('road') || has('estate') || doors >= 2))
    return {
      ...base,
      score: has('division') || doors >= 2 ? 0.95 : 0.85,
      because: ['pattern', 'list'],
      level: 'L4',
    }
  // A road or an estate of a named town: where somebody is, not yet the door.
  const lived = has('road') || words.slice(from, to).some(word => home.test(word.text))
  if (has('division') && lived && to - from >= 2 && pieces.length >= 5)
    return { ...base, score: 0.7, because: ['pattern', 'list'], level: 'L3' }
  return undefined
}

/** Addresses: stretches of words from the division or the road to the room. */
export function findAddresses(words: readonly Word[]): Spot[] {
  const spots: Spot[] = []
  let behindLast = 0
  for (let at = 0; at < words.length; at++) {
    const kind = kindOf(words, at)
    const anchored =
      kind === 'road' ||
      (kind === 'number' && isFigure(words[at - 1]) && strongEnd.test(words[at]!.text)) ||
      kind === 'estate'
    if (!anchored) continue
    const from = leftOf(words, at, behindLast)
    const to = rightOf(words, at)
    const kinds = words.slice(from, to).map((_, offset) => kindOf(words, from + offset))
    // Nothing begins with a number or a loose word before a division, but for the name that was cut from its ending.
    let begin = 0
    const firstDivision = kinds.indexOf('division')
    if (firstDivision > 0 && kinds.slice(0, firstDivision).every(one => one === 'name' || one === 'number')) {
      begin = firstDivision
      const cut = suffixAlone.test(words[from + begin]!.text)
      for (let room = cut ? 4 : 0; begin > 0 && kinds[begin - 1] === 'name'; begin--) {
        room -= words[from + begin - 1]!.text.length
        if (room < 0) break
      }
    }
    while (kinds[begin] === 'number' && begin < kinds.length) begin += 1
    if (begin < kinds.length) {
      const spot = describe(words, { from: from + begin, to, kinds: kinds.slice(begin) })
      if (spot) spots.push(spot)
    }
    behindLast = to
    at = to - 1
  }
  return spots
}

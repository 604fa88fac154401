/** How far before a value the words are looked at that say what it is; a sentence seldom keeps them farther away. */
const reach = 18

/** Words that say of what follows that it is a number of a thing, not of a person. */
const thing =
  /订单|单号|编号|流水|凭证|发票|运单|快递|工单|案件|批次|批号|序列|条码|条形码|户号|表号|合同|学号|工号|税号|型号|货号|时间戳|读数|表底|示数|度数|设备|金额|价格|总价|单价|票号|档案|受理号|回执|查询码|验证码|交易号|商户号|版本|固件|文号|备案|许可证|登记号|车架|发动机|资产|物料|零件|条目|序号|房号|门牌|QQ|IMEI|SN\b|timestamp|order|serial|invoice|tracking|version|build|sku|uid|缴费|账单|保单|温度|医保卡|会员|就诊|门诊|病历|住院号|[户表票案柜箱桩]号/gi

const own: Readonly<Record<string, RegExp>> = {
  id_card: /身份证|证件|身份号|公民身份|ID\s*card|identity/gi,
  phone: /手机|电话|联系|致电|拨打|热线|座机|固话|来电|回电|打给|号码是|微信|tel|phone|mobile|call|cell/gi,
  landline: /电话|座机|固话|传真|tel|phone|fax/gi,
  bank_card:
    /银行|卡号|储蓄|信用卡|借记|账户|账号|帐号|打款|转账|汇款|社保卡|工行|建行|农行|中行|交行|招行|邮储|开户|card|account/gi,
  passport: /护照|passport|证件|出境|入境|签证|出入境|通行证/gi,
  military: /军官|士兵|军人|文职|军\s*证|警官证/g,
  social_credit_code: /信用代码|统一代码|社会信用|税号|纳税人|营业执照|USCC/gi,
  ip: /IP|地址|服务器|主机|网关|登录|访问|端口|DNS|ping|内网|外网|网址|host|server|address/gi,
  birth: /出生|生日|生于|生辰|诞辰|birth|born|DOB/gi,
}

/** The words before a value, back to the end of the sentence or the line before. */
export function wordsBefore(text: string, start: number): string {
  const slice = text.slice(Math.max(0, start - reach), start)
  return slice.slice(Math.max(slice.lastIndexOf('。'), slice.lastIndexOf('\n'), slice.lastIndexOf('；')) + 1)
}

function lastOf(words: RegExp, before: string): number {
  let last = -1
  for (const match of before.matchAll(words)) last = match.index + match[0].length
  return last
}

/** `search` leaves a pattern as it found it; `test` would make a global one begin elsewhere the next time. */
const has = (words: RegExp, text: string) => text.search(words) >= 0

/** Whether a word that stands for a kind of identity comes shortly before a value, or directly behind it. */
export function speaksFor(kind: string, text: string, spot: { start: number; end: number }): boolean {
  const words = own[kind]!
  return has(words, wordsBefore(text, spot.start)) || has(words, text.slice(spot.end, spot.end + 6))
}

/** Whether the nearest word before a value says that it is the number of a thing. */
export function speaksAgainst(kind: string, text: string, start: number): boolean {
  const before = wordsBefore(text, start)
  if (!has(thing, before)) return false
  return lastOf(thing, before) > lastOf(own[kind]!, before)
}

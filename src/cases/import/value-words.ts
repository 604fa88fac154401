import type { channels, natures, urgencies } from '../case-words.contract.ts'

type Words<T extends string> = Readonly<Record<T, readonly string[]>>

/** How files name the nature of a matter. */
export const natureWords: Words<(typeof natures)[number]> = {
  complaint: ['投诉', '投诉类', '投诉举报'],
  enquiry: ['咨询', '咨询类', '问询', '查询', 'inquiry', 'question'],
  suggestion: ['建议', '建议类', '意见建议', '意见'],
  report: ['举报', '举报类', '检举', '控告'],
  help: ['求助', '求助类', '求决', '申诉求决', '申诉', '帮扶'],
  praise: ['表扬', '表扬类', '感谢', 'thanks'],
}

/** How files name the way a matter came in. */
export const channelWords: Words<(typeof channels)[number]> = {
  phone: ['电话', '来电', '热线', '12345热线', '12345', 'call', 'telephone'],
  web: ['网站', '网络', '网页', '互联网', '门户网站', 'online', 'website', '信箱'],
  app: ['手机app', '客户端', '移动端', 'mobile'],
  wechat: ['微信', '公众号', '微信公众号', '小程序', '微信小程序'],
  email: ['电子邮件', '邮件', '邮箱', '电子邮箱', 'e-mail', 'mail'],
  'walk-in': ['来访', '现场', '窗口', '走访', '大厅', 'in person'],
  grid: ['网格', '网格员', '网格上报', '巡查'],
  import: ['导入', '转办', '其他', 'other', 'unknown'],
  api: ['接口', '系统对接'],
}

/** How files name how soon a matter has to be looked at. */
export const urgencyWords: Words<(typeof urgencies)[number]> = {
  normal: ['一般', '普通', '正常', '常规', '不紧急', 'low', 'medium'],
  urgent: ['紧急', '加急', '较急', '急', '重要', 'high'],
  emergency: ['特急', '突发', '非常紧急', '特别紧急', '危急', 'critical'],
}

/** How files write a rating, 1 to 5. */
export const ratingWords: readonly (readonly string[])[] = [
  ['非常不满意', '很不满意', '极不满意'],
  ['不满意', '不满'],
  ['基本满意', '一般'],
  ['满意', '比较满意', '较满意'],
  ['非常满意', '很满意', '十分满意'],
]

import { type Dice, identities, nearMisses, oldId } from './identities.values.ts'

/** A sentence with the identities in it. */
export interface Sentence {
  text: string
  truth: { type: string; start: number; end: number }[]
  template: number
}

/** `{type}` is an identity, `{!kind}` a near-miss, `{oldId}` an identity number of the first generation. */
export const templates: readonly string[] = [
  '我的身份证号是{id_card}，手机{mobile}，请尽快联系我。',
  '本人身份证{id_card}，小区停水已经三天了',
  '投诉人电话：{mobile}，反映路灯不亮。',
  '请回电{mobile}或者{landline}，谢谢',
  '家里座机{landline}，白天有人接。',
  '物业电话 {landline} 一直没人接，打了{!meter}次也不行',
  '退款请打到银行卡{bank_card}，开户行是工商银行。',
  '卡号：{bank_card}，户名见附件',
  '早上{!date}有一辆车{plate}占用消防通道。',
  '车牌{plate}和{plate}长期占道停放',
  '举报单位统一社会信用代码{social_credit_code}，无证经营。',
  '企业信用代码为{social_credit_code}，联系人手机{mobile}',
  '护照号{passport}，签证快到期了怎么办理？',
  '持护照{passport}入境，暂住登记找哪里',
  '材料请发到邮箱{email}。',
  '联系邮箱:{email},电话:{mobile}',
  '网站打不开，我的IP是{ip}，浏览器提示超时。',
  '服务器{ip}的端口一直被扫描',
  '证件号码{id_card}（{!law}文件里说可以补办）',
  '微信同号{mobile}，加的时候说明来意',
  '我{id_card}的社保卡丢了，旧卡{bank_card}',
  '订单号{!order}，付款{!price}元，至今没发货。',
  '水表读数{!meter}，上个月才{!meter}，是不是表坏了？',
  '系统显示身份证{!wrongId}不存在，是不是录错了',
  '卡号{!wrongCard}提示无效，请核对。',
  '信用代码{!wrongCode}校验不通过',
  '升级到版本{!version}以后打不开了',
  '日志时间戳{!stamp}报错，错误码{!meter}',
  '根据{!law}，补贴标准是每月{!price}元',
  '打{!hotline}没人接，又打{!hotline}才转过来。',
  '房子{!area}平方米，物业费{!price}元一个月',
  '快递单号{!elevenOrder}显示已签收，但我没收到',
  '流水号{!longNumber}，请查一下。',
  '合同编号{!order}-{!meter}，签于{!date}',
  '编号{!badDate}的井盖破了',
  '老身份证{oldId}，换成二代证要带什么材料？',
  'Name: Li, Tel: {mobile}, Email: {email}',
  'My ID card is {id_card} and my passport is {passport}.',
  '我叫什么不重要，号码{mobile}，订单{!elevenOrder}退一下',
  '{mobile}这个号码天天骚扰我',
  '{id_card},{mobile},{bank_card}',
  '姓名\t{mobile}\t{id_card}\t{plate}',
  '【反馈】电话{landline}；手机{mobile}；车{plate}；金额{!price}元',
  '电表号{!meter}，户号{!order}，本月{!price}度',
  '网约车{plate}司机态度恶劣，行程单号{!order}',
  '报警回执编号{!order}，民警联系电话{landline}',
  '转账到{bank_card}后对方失联，对方手机{mobile}，微信转账单号{!longNumber}',
  '固件{!version}的摄像头在{ip}上无法登录',
  '少写了一位的号码{!short}打不通，正确的是{mobile}',
  '请问{!date}到{!date}的班次取消了吗',
  '孩子身份证{id_card}，学籍在外地，想转学',
  '发票抬头税号{social_credit_code}，金额{!price}',
  '商品条码69{!meter}{!meter}，生产日期{!date}',
  '坐标116.{!meter},39.{!meter}，坑很深',
]

const slot = /\{(!?)(\w+)\}/g

function fill(template: string, dice: Dice): Omit<Sentence, 'template'> {
  const truth: Sentence['truth'] = []
  let text = ''
  let read = 0
  for (const match of template.matchAll(slot)) {
    text += template.slice(read, match.index)
    read = match.index + match[0].length
    const [, miss, kind] = match
    const value = kind === 'oldId' ? oldId(dice) : miss ? nearMisses[kind!]!(dice) : identities[kind!]!(dice)
    if (!miss)
      truth.push({
        type: kind === 'oldId' ? 'id_card' : kind!,
        start: text.length,
        end: text.length + value.length,
      })
    text += value
  }
  return { text: text + template.slice(read), truth }
}

const openings = [
  '',
  '',
  '',
  '您好，',
  '你好！',
  '领导：',
  '请问一下，',
  '（补充）',
  '1. ',
  '您好,我要反映一个问题:',
]
const endings = ['', '', '', ' 盼复', '\n谢谢！', '。急！', '（已经反映过两次）', ' 2026年']

/** Sentences, the templates in turn, with what people write before and behind. */
export function makeSentences(dice: Dice, count: number): Sentence[] {
  return Array.from({ length: count }, (_, at) => {
    const template = at % templates.length
    const { text, truth } = fill(templates[template]!, dice)
    const opening = dice.pick(openings)
    return {
      text: `${opening}${text}${dice.pick(endings)}`,
      truth: truth.map(one => ({ ...one, start: one.start + opening.length, end: one.end + opening.length })),
      template,
    }
  })
}

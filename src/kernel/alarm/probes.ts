import type { GuardException } from './exception.rules.ts'

// Made-up values with right checksums. No exception may make one of these quiet, whatever a person ruled: it would say that
// a word by which people announce their number means something else.
const said = [
  '我的手机13800138000，请回电。',
  '手机号：13800138000',
  '联系电话：13800138000',
  '电话13800138000',
  '本人电话是13800138000',
  '号码13800138000',
  '联系方式：13800138000',
  '身份证11010519491231002X',
  '身份证号：11010519491231002X',
  '身份证号码11010519491231002X',
  '证件号码：11010519491231002X',
  '银行卡6222021001116245702',
  '银行卡号：6222021001116245702',
  '卡号：6222021001116245702',
  '账号6222021001116245702',
  '邮箱：wang.demo@example.com',
  'My phone: 13800138000',
  'Mobile number: 13800138000',
  'call me on 13800138000',
  'email: wang.demo@example.com',
] as const

/** Sentences in which something of this type must be found, whatever exceptions there are. */
export const probesFor = (exception: Pick<GuardException, 'about'>): readonly string[] =>
  exception.about === 'attack' ? [] : said

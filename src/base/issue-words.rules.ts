/** What a validation library says of one field, as it hands it on: its own sentence is English. */
export interface FieldFault {
  keyword?: string
  message?: string
  params?: { readonly [name: string]: unknown }
}

const formats: Readonly<Record<string, string>> = {
  uuid: '编号',
  email: '电子邮箱',
  url: '网址',
  date: '日期',
  datetime: '日期时间',
}
const units: Readonly<Record<string, string>> = { string: ' 个字', array: ' 项', set: ' 项', file: ' 字节' }
const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  record: '对象',
}

const plain = (value: unknown) => (typeof value === 'object' ? '' : String(value ?? ''))

/** What is wrong with a field, in Chinese; names and values of the interface stay as they are. */
export function faultInChinese({ keyword, message = '', params = {} }: FieldFault): string {
  const { expected, origin, minimum, maximum, format, values, keys } = params
  const unit = units[plain(origin)] ?? ''
  switch (keyword) {
    case 'invalid_type':
      if (/received undefined$/.test(message)) return '必须填写'
      return `应为${kinds[plain(expected)] ?? ` ${plain(expected)}`}`
    case 'too_small':
      if (plain(minimum) === '1' && unit) return '不能为空'
      return unit ? `至少 ${plain(minimum)}${unit}` : `不能小于 ${plain(minimum)}`
    case 'too_big':
      return unit ? `最多 ${plain(maximum)}${unit}` : `不能大于 ${plain(maximum)}`
    case 'invalid_format':
      return `不是正确的${formats[plain(format)] ?? '格式'}`
    case 'invalid_value':
      return Array.isArray(values) ? `只能是 ${values.map(plain).join('、')}` : '不是可用的值'
    case 'unrecognized_keys':
      return Array.isArray(keys) ? `有多余的字段 ${keys.map(plain).join('、')}` : '有多余的字段'
    case 'invalid_union':
      return '不符合任何一种允许的写法'
    case 'not_multiple_of':
      return `应为 ${plain(params.divisor)} 的倍数`
    default:
      // What the product says itself may be Chinese already.
      return /\p{Script=Han}/u.test(message) ? message : '不符合要求'
  }
}

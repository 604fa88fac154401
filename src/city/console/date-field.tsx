import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'

interface Props {
  id?: string
  /** `2026-02-17`, or the empty string. */
  value: string
  onChange(date: string): void
  min?: string
  placeholder?: string
  name?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
  status?: 'error'
}

/** A local day, chosen or typed. */
export function DateField({ value, onChange, min, name, ...rest }: Props) {
  return (
    <DatePicker
      {...rest}
      {...(name ? { 'aria-label': name } : {})}
      style={{ width: '100%', maxWidth: 220 }}
      value={value ? dayjs(value) : null}
      {...(min ? { minDate: dayjs(min) } : {})}
      onChange={date => onChange(date ? date.format('YYYY-MM-DD') : '')}
    />
  )
}

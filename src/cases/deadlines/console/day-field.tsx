import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'

interface Props {
  id?: string
  value: string
  onChange(day: string): void
  min?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
  status?: 'error'
}

/** A local day, chosen or typed; the empty string for none. */
export function DayField({ value, onChange, min, ...rest }: Props) {
  return (
    <DatePicker
      {...rest}
      style={{ width: '100%', maxWidth: 220 }}
      value={value ? dayjs(value) : null}
      {...(min ? { minDate: dayjs(min) } : {})}
      onChange={day => onChange(day ? day.format('YYYY-MM-DD') : '')}
    />
  )
}

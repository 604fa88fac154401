import {
  AuditOutlined,
  BankOutlined,
  BarsOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  CloudUploadOutlined,
  CustomerServiceOutlined,
  DeploymentUnitOutlined,
  ExperimentOutlined,
  FileSearchOutlined,
  FormOutlined,
  GlobalOutlined,
  HeartOutlined,
  InboxOutlined,
  PartitionOutlined,
  ProfileOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

const icons: Record<string, ComponentType> = {
  audit: AuditOutlined,
  bank: BankOutlined,
  calendar: CalendarOutlined,
  clock: ClockCircleOutlined,
  flow: DeploymentUnitOutlined,
  form: FormOutlined,
  health: HeartOutlined,
  inbox: InboxOutlined,
  list: BarsOutlined,
  map: GlobalOutlined,
  model: ExperimentOutlined,
  people: TeamOutlined,
  phone: CustomerServiceOutlined,
  profile: ProfileOutlined,
  search: FileSearchOutlined,
  settings: SettingOutlined,
  tree: PartitionOutlined,
  upload: CloudUploadOutlined,
}

/** An icon by the name a page list gives it. */
export function Icon({ name }: { name: string }) {
  const Found = icons[name] ?? BarsOutlined
  return <Found aria-hidden />
}

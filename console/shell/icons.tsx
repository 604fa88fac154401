import {
  AlertOutlined,
  AuditOutlined,
  BankOutlined,
  BarsOutlined,
  BookOutlined,
  BugOutlined,
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
  LockOutlined,
  MailOutlined,
  MessageOutlined,
  PartitionOutlined,
  ProfileOutlined,
  SafetyOutlined,
  SettingOutlined,
  TagOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

const icons: Record<string, ComponentType> = {
  alert: AlertOutlined,
  attack: BugOutlined,
  audit: AuditOutlined,
  bank: BankOutlined,
  book: BookOutlined,
  calendar: CalendarOutlined,
  clock: ClockCircleOutlined,
  flow: DeploymentUnitOutlined,
  form: FormOutlined,
  health: HeartOutlined,
  inbox: InboxOutlined,
  levels: LockOutlined,
  list: BarsOutlined,
  mail: MailOutlined,
  map: GlobalOutlined,
  message: MessageOutlined,
  model: ExperimentOutlined,
  people: TeamOutlined,
  phone: CustomerServiceOutlined,
  profile: ProfileOutlined,
  search: FileSearchOutlined,
  settings: SettingOutlined,
  shield: SafetyOutlined,
  tag: TagOutlined,
  tree: PartitionOutlined,
  upload: CloudUploadOutlined,
}

/** An icon by the name a page list gives it. */
export function Icon({ name }: { name: string }) {
  const Found = icons[name] ?? BarsOutlined
  return <Found aria-hidden />
}

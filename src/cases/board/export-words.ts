import type { Language } from '#base/index.ts'

type Kind = 'state' | 'disposition' | 'nature' | 'channel' | 'urgency'

/** Words of the case loop as an export shows them: the same as the console's; a word that is not known stays as it is. */
const words: Readonly<Record<Kind, Readonly<Record<string, Record<Language, string>>>>> = {
  state: {
    reported: { zh: '待受理', en: 'To accept' },
    accepted: { zh: '待派单', en: 'To dispatch' },
    dispatched: { zh: '待办理', en: 'To handle' },
    handling: { zh: '办理中', en: 'Being handled' },
    verifying: { zh: '待核实', en: 'To verify' },
    closed: { zh: '已办结', en: 'Closed' },
  },
  disposition: {
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
    transferred: { zh: '已转市外', en: 'Transferred' },
    'not-possible': { zh: '无法办理', en: 'Not possible' },
    resolved: { zh: '已办结', en: 'Resolved' },
    answered: { zh: '已直接答复', en: 'Answered on the spot' },
    declined: { zh: '不予受理', en: 'Declined' },
    'handed-over': { zh: '已移交', en: 'Handed over' },
  },
  nature: {
    complaint: { zh: '投诉', en: 'Complaint' },
    enquiry: { zh: '咨询', en: 'Enquiry' },
    suggestion: { zh: '建议', en: 'Suggestion' },
    report: { zh: '举报', en: 'Report' },
    help: { zh: '求助', en: 'Request for help' },
    praise: { zh: '表扬', en: 'Praise' },
  },
  channel: {
    phone: { zh: '电话', en: 'Phone' },
    web: { zh: '网站', en: 'Web' },
    app: { zh: '应用', en: 'App' },
    wechat: { zh: '微信', en: 'WeChat' },
    email: { zh: '电子邮件', en: 'E-mail' },
    'walk-in': { zh: '来访', en: 'Visit' },
    grid: { zh: '网格', en: 'Grid' },
    import: { zh: '导入', en: 'Import' },
    api: { zh: '接口', en: 'API' },
  },
  urgency: {
    normal: { zh: '一般', en: 'Normal' },
    urgent: { zh: '紧急', en: 'Urgent' },
    emergency: { zh: '特急', en: 'Emergency' },
  },
}

/** What a code means, e.g. the state 'reported'. */
export function wordOf(said: { kind: Kind; code: string | null }, language: Language): string {
  const { kind, code } = said
  return code === null ? '' : (words[kind][code]?.[language] ?? code)
}

import type { MessageLine } from './message-line.ts'

const follow = {
  zh: '查询码 {{followUpCode}}。{{link}}',
  en: 'Follow it by the code {{followUpCode}}. {{link}}',
}

/** What citizens are told, at each step that concerns them. None of it holds what somebody wrote. */
export const citizenLines: readonly MessageLine[] = [
  {
    key: 'reported.citizen',
    on: 'reported',
    to: 'citizen',
    zh: ['您的诉求已收到，编号 {{code}}', `我们会尽快受理。${follow.zh}`],
    en: ['We have received your report {{code}}', `We will look at it soon. ${follow.en}`],
  },
  {
    key: 'dispatched.citizen',
    on: 'dispatched',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 已交{{department}}办理', `答复时限：{{due}}。${follow.zh}`],
    en: ['Your report {{code}} is with {{department}}', `A reply is due by {{due}}. ${follow.en}`],
  },
  {
    key: 'replied.citizen',
    on: 'replied',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 有了答复', `{{department}}已答复，正在核实。${follow.zh}`],
    en: [
      'There is a reply to your report {{code}}',
      `{{department}} has replied; it is being verified. ${follow.en}`,
    ],
  },
  {
    key: 'closed.citizen',
    on: 'closed',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 已办结，请评价', `请查看答复并评价办理情况。${follow.zh}`],
    en: [
      'Your report {{code}} is closed: please rate it',
      `Read the reply and say how it was handled. ${follow.en}`,
    ],
  },
  {
    key: 'answered.citizen',
    on: 'answered',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 已答复，请评价', `请查看答复并评价。${follow.zh}`],
    en: ['Your report {{code}} was answered: please rate it', `Read the answer and rate it. ${follow.en}`],
  },
  {
    key: 'declined.citizen',
    on: 'declined',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 未予受理', `请查看原因和依据。${follow.zh}`],
    en: ['Your report {{code}} was not taken on', `Read the reason and its legal basis. ${follow.en}`],
  },
  {
    key: 'handed-over.citizen',
    on: 'handed-over',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 已移交 {{service}}', `如有危险请直接拨打 {{service}}。${follow.zh}`],
    en: ['Your report {{code}} was handed to {{service}}', `In danger call {{service}}. ${follow.en}`],
    with: ['service'],
  },
  {
    key: 'appeal-decided.citizen',
    on: 'appeal-decided',
    to: 'citizen',
    zh: ['您对诉求 {{code}} 的异议已有答复', `由人工重新审查，请查看结果。${follow.zh}`],
    en: ['Your objection about {{code}} was answered', `A person looked at it again. ${follow.en}`],
  },
  {
    key: 'reopened.citizen',
    on: 'reopened',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 重新办理', `我们会再次办理。${follow.zh}`],
    en: ['Your report {{code}} was reopened', `It is being handled again. ${follow.en}`],
  },
  {
    key: 'citizen-asked.citizen',
    on: 'citizen-asked',
    to: 'citizen',
    zh: ['关于您的诉求 {{code}}，请补充信息', `{{department}}有问题需要您回答。${follow.zh}`],
    en: ['A question about your report {{code}}', `{{department}} needs an answer from you. ${follow.en}`],
  },
  {
    key: 'held.citizen',
    on: 'held',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 暂缓办理', `目前无法继续，恢复后会再通知您。${follow.zh}`],
    en: [
      'Your report {{code}} is on hold',
      `It cannot go on for now; you are told when it does. ${follow.en}`,
    ],
  },
  {
    key: 'resumed.citizen',
    on: 'resumed',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 恢复办理', `{{department}}继续办理。${follow.zh}`],
    en: ['Your report {{code}} goes on', `{{department}} works on it again. ${follow.en}`],
  },
  {
    key: 'extension-granted.citizen',
    on: 'extension-granted',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 延期办理', `新的答复时限：{{due}}。${follow.zh}`],
    en: ['Your report {{code}} needs more time', `A reply is now due by {{due}}. ${follow.en}`],
  },
  {
    key: 'impossible-confirmed.citizen',
    on: 'impossible-confirmed',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 无法办理', `请查看原因和依据。${follow.zh}`],
    en: ['Your report {{code}} cannot be done', `Read the reason and its legal basis. ${follow.en}`],
  },
  {
    key: 'transferred.citizen',
    on: 'transferred',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 已转其他渠道', `请查看去向和说明。${follow.zh}`],
    en: ['Your report {{code}} was passed on', `Read where it went. ${follow.en}`],
  },
  {
    key: 'merged.citizen',
    on: 'merged',
    to: 'citizen',
    zh: ['您的诉求 {{code}} 与同类诉求一并办理', `有进展会同样通知您。${follow.zh}`],
    en: [
      'Your report {{code}} is handled together with the same ones',
      `You are told of each step all the same. ${follow.en}`,
    ],
  },
]

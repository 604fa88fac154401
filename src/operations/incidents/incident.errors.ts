import { defineErrors } from '#base/index.ts'

/** Errors of incidents. */
export const incidentError = defineErrors({
  'operations.incident-not-found': {
    status: 404,
    zh: '没有这个事件。',
    en: 'There is no such incident.',
    advice: 'Open it from the list of incidents.',
  },
  'operations.incident-changed': {
    status: 409,
    zh: '此事件刚被他人修改，请刷新后再试。',
    en: 'Somebody else changed this incident just now. Refresh and try again.',
    advice: 'Read it again; what was typed is kept on the page.',
  },
  'operations.incident-step-done': {
    status: 409,
    zh: '这一步已经完成。',
    en: 'This step is done already.',
    advice: 'Read the incident again: somebody else, or another tab, did it.',
  },
  'operations.incident-steps-open': {
    status: 409,
    zh: '还有 {{count}} 个必办步骤未完成。',
    en: '{{count}} steps that have to be done are open.',
    advice: 'Do the steps, or assess the incident anew if they do not apply.',
  },
  'operations.incident-not-assessed': {
    status: 409,
    zh: '请先定级，再完成“研判定级”步骤。',
    en: 'Grade the incident first; then the step "assess" is done.',
    advice: 'Save an assessment: grade, people concerned, and why.',
  },
  'operations.incident-grade-too-low': {
    status: 400,
    zh: '涉及 {{affected}} 人，级别至少应为{{least}}。',
    en: 'It concerns {{affected}} people: its grade is at least {{least}}.',
    advice: 'Choose the grade that the national grading guide gives for the number of people.',
    words: {
      least: {
        'relatively-serious': { zh: '较大', en: 'relatively serious' },
        serious: { zh: '重大', en: 'serious' },
        'particularly-serious': { zh: '特别重大', en: 'particularly serious' },
      },
    },
  },
  'operations.incident-closed': {
    status: 409,
    zh: '此事件已关闭，如需继续处置请重新打开。',
    en: 'This incident is closed. Reopen it to go on.',
    advice: 'Reopen it with a reason.',
  },
  'operations.incident-not-closed': {
    status: 409,
    zh: '此事件没有关闭。',
    en: 'This incident is not closed.',
    advice: 'Only a closed incident is reopened.',
  },
  'operations.incident-second-person': {
    status: 403,
    zh: '较大以上事件须由另一人确认关闭。',
    en: 'Incidents of this grade are closed by two different people.',
    advice: 'Another security administrator or an audit administrator agrees.',
  },
  'operations.incident-open-already': {
    status: 409,
    zh: '同一规则、同一对象已有未关闭的事件。',
    en: 'There is an open incident of the same rule about the same already.',
    advice: 'Go on with that one.',
  },
  'operations.incident-not-yours': {
    status: 403,
    zh: '此步骤由安全管理员或其责任角色办理。',
    en: 'This is done by a security administrator or by the role that owns it.',
    advice: 'Ask whoever owns the step.',
  },
  'operations.incident-sent-later': {
    status: 400,
    zh: '发送时间不能在将来，也不能早于事件发现时间。',
    en: 'It cannot have been sent in the future, nor before the incident was found.',
    advice: 'Enter the moment at which it was sent.',
  },
  'operations.incident-drill-runs': {
    status: 409,
    zh: '一次演练正在进行，请先关闭其事件。',
    en: 'A drill is on: close its incidents first.',
    advice: 'Close the incidents that are marked as a drill.',
  },
})

import { defineErrors } from '#base/index.ts'

/** Errors of the models room. */
export const modelError = defineErrors({
  'models.unknown-task': {
    status: 404,
    zh: '没有名为“{{task}}”的训练任务。',
    en: 'There is no training task named "{{task}}".',
    advice:
      'The tasks are listed by GET /api/models; on the command line the first word after the verb is the task.',
  },
  'models.unknown-version': {
    status: 404,
    zh: '没有找到模型版本 {{version}}。',
    en: 'There is no model version {{version}}.',
    advice: 'The versions of each task are listed by GET /api/models.',
  },
  'models.not-trained': {
    status: 409,
    zh: '任务“{{task}}”还没有训练过的模型。',
    en: 'The task "{{task}}" has no trained model yet.',
    advice: 'Train one first: `npx chengshu train {{task}} --in FILE.jsonl`.',
  },
  'models.too-few-rows': {
    status: 409,
    zh: '可用于训练的数据不足：{{rows}} 条、{{labels}} 个类别，至少需要 {{needed}} 条、2 个类别。',
    en: 'Too little to learn from: {{rows}} rows of {{labels}} labels; at least {{needed}} rows and 2 labels are needed.',
    advice: 'Import or close more cases, or give a file with labelled rows.',
  },
  'models.not-trainable': {
    status: 409,
    zh: '无法用这些数据训练（{{reason}}）。',
    en: 'No model can be trained from this data ({{reason}}).',
    advice: 'The reason names it: one label only, or more labels than 5,000.',
  },
  'models.not-a-candidate': {
    status: 409,
    zh: '该模型版本的状态为“{{state}}”，不能启用。',
    en: 'This model version is "{{state}}" and cannot be activated.',
    advice:
      'Only a candidate, or a retired version to go back to, can be activated. A trial has labels the city does not know.',
  },
  'models.own-model': {
    status: 403,
    zh: '模型须由训练者以外的人批准启用。',
    en: 'A model is approved by a person other than the one who trained it.',
    advice: 'Ask another AI engineer to approve it.',
  },
  'models.already-retired': {
    status: 409,
    zh: '该模型版本已停用。',
    en: 'This model version is retired already.',
    advice: 'Nothing needs to be done.',
  },
  'models.training-runs': {
    status: 409,
    zh: '任务“{{task}}”正在训练，请等待完成或先取消。',
    en: 'The task "{{task}}" is being trained; wait for its end or cancel it first.',
    advice: 'One training of a task runs at a time.',
  },
  'models.unreadable-model': {
    status: 500,
    zh: '模型版本 {{version}} 的内容与其编号不符，已停止使用。',
    en: 'The content of model version {{version}} does not match its id and is not used.',
    advice: 'The stored bytes were changed outside the product: retire the version and train again.',
  },
  'models.newer-model': {
    status: 500,
    zh: '模型版本 {{version}} 由更新的版本训练，本版本无法使用。',
    en: 'Model version {{version}} was trained by a newer release and cannot be used by this one.',
    advice: 'Start the newer release, or put an earlier version of the model in use.',
  },
  'models.thread-ended': {
    status: 503,
    zh: '模型计算意外中断，请稍后再试。',
    en: 'The model was interrupted at its work; please try again shortly.',
    advice:
      'A thread of the model died, most often for want of memory: see the log, and give the process more.',
  },
  'models.stopped': {
    status: 503,
    zh: '模型服务正在停止，请稍后再试。',
    en: 'The model service is stopping; please try again shortly.',
    advice: 'The process got SIGTERM while a model was at work.',
  },
})

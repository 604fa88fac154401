import { defineErrors } from '#base/index.ts'

/** Errors of the city room. */
export const cityError = defineErrors({
  'city.unknown-region': {
    status: 404,
    zh: '没有编号为“{{id}}”的区域。',
    en: 'There is no region "{{id}}".',
    advice: 'The region was named by a stale link or a wrong import column.',
  },
  'city.unknown-department': {
    status: 404,
    zh: '没有编号为“{{id}}”的部门。',
    en: 'There is no department "{{id}}".',
    advice: 'Departments are kept in the console under Departments; they are closed, never deleted.',
  },
  'city.unknown-duty': {
    status: 404,
    zh: '没有编号为“{{id}}”的事项。',
    en: 'There is no duty "{{id}}".',
    advice: 'Duties are kept in the console under Duty list; they end, but are never deleted.',
  },
  'city.unknown-category': {
    status: 404,
    zh: '没有编号为“{{id}}”的分类。',
    en: 'There is no category "{{id}}".',
    advice: 'A duty belongs to a category of the third level of the taxonomy.',
  },
  'city.identifier-taken': {
    status: 409,
    zh: '编号“{{id}}”已被使用。',
    en: 'The identifier "{{id}}" is already in use.',
    advice: 'Identifiers stay with what they were given to, even after it has ended.',
  },
  'city.changed-meanwhile': {
    status: 409,
    zh: '他人已修改此项（当前版本 {{version}}），您的修改没有保存，请核对后重新提交。',
    en: 'Somebody changed this meanwhile (version {{version}} now); your change was not saved. Compare and send again.',
    advice: 'Two people edited the same entry; the second sees the first one’s version and decides.',
  },
  'city.invalid-duty-date': {
    status: 400,
    zh: '生效日期不能早于当前版本的生效日期（{{from}}）。',
    en: 'The date must not be before the day the present version came into force ({{from}}).',
    advice: 'History is not rewritten: a version that was in force stays so for its days.',
  },
  'city.duty-ended': {
    status: 409,
    zh: '该事项已定于 {{to}} 终止，不能再修改。',
    en: 'This duty ends on {{to}} and can no longer be edited.',
    advice: 'Add the duty again under a new identifier.',
  },
  'city.department-loop': {
    status: 400,
    zh: '上级部门不能是该部门自身或其下级。',
    en: 'A department cannot be placed under itself or one of its own.',
    advice: 'Choose another parent.',
  },
  'city.department-in-use': {
    status: 409,
    zh: '该部门仍承担 {{duties}} 个事项，请先变更这些事项的主办部门。',
    en: 'The department still hosts {{duties}} duties; give them another host first.',
    advice: 'A closed department receives no cases, so its duties must have moved.',
  },
  'city.invalid-periods': {
    status: 400,
    zh: '工作时段不能为空，也不能重叠。',
    en: 'Working periods must not overlap, and there must be one.',
    advice: 'Deadlines are counted in these periods.',
  },
  'city.invalid-duration': {
    status: 400,
    zh: '时限必须是不小于零的数，工作日必须是整数。',
    en: 'A time limit is a number not below zero; workdays are whole.',
    advice: 'Correct the time limit of the duty or of the rule that asked.',
  },
  'city.calendar-never-works': {
    status: 409,
    zh: '工作日历在十年内没有工作时间，无法计算时限。',
    en: 'The calendar has no working hours within ten years; no deadline can be computed.',
    advice: 'Enter working periods in the console under Calendar.',
  },
  'city.already-seeded': {
    status: 409,
    zh: '城市数据已存在，不能再次初始化。',
    en: 'There is a city already; it is not seeded again.',
    advice: 'Demo data go only into an empty database.',
  },
  'city.invalid-seed': {
    status: 400,
    zh: '城市数据有误：{{problem}}',
    en: 'The city data are not consistent: {{problem}}',
    advice: 'Correct the named entry.',
  },
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type EventType, eventTypes } from '../case-words.contract.ts'
import { audienceOf } from './audience.rules.ts'
import { type Occasion, occasions, type Whom } from './message-line.ts'
import { messageLines } from './message-lines.ts'
import { linesOn, parametersOf } from './tell.ts'
import { allowedIn, faultsOf, fillWords, placeholdersOf } from './template.rules.ts'

/** Whom an event tells; or why it tells nobody. A new event does not compile until somebody has decided. */
const events: Record<EventType, readonly Whom[] | string> = {
  reported: ['citizen'],
  advised: 'advice stands on the page of whoever works on the case',
  accepted: 'the next step follows at once and tells more',
  answered: ['citizen'],
  declined: ['citizen'],
  'handed-over': ['department', 'citizen'],
  dispatched: ['department', 'region', 'former-department', 'citizen'],
  returned: ['dispatcher'],
  'handling-started': 'a step within the department; the page of the case shows it',
  replied: ['dispatcher', 'citizen'],
  'sent-back': ['department'],
  closed: ['citizen'],
  reopened: ['former-department', 'citizen'],
  rated: ['department', 'dispatchers'],
  // A note of a citizen who wrote by mail; of other notes nobody is told, whoever opens the case reads them.
  commented: ['department'],
  objected: ['dispatchers'],
  'objection-upheld': ['department', 'former-department'],
  'objection-refused': ['department'],
  assigned: ['assignee'],
  imported: 'thousands at once; the end of the import is told instead',
  held: ['citizen'],
  resumed: ['citizen'],
  'citizen-asked': ['citizen'],
  'question-answered': ['department'],
  'extension-asked': ['dispatchers'],
  'extension-granted': ['department', 'citizen'],
  'extension-refused': ['department'],
  'impossible-declared': ['dispatcher'],
  'impossible-confirmed': ['citizen'],
  transferred: ['citizen'],
  withdrawn: ['department'],
  'called-back': 'a note of a call that the citizen was part of',
  'reporter-revealed': 'a look at a name; the ledger and its examiners have it',
  'deadline-moved': 'comes by the thousand when a calendar changes; the deadline is on every page',
  merged: ['citizen'],
  unmerged: 'the case goes its own way again and its next step is told',
  'took-in': 'the other half of a merge, which its citizens are told of',
  released: 'the other half of an unmerge',
  recalled: ['former-department', 'region', 'assignee'],
  'reply-adapted': 'a draft until the lead is closed, which is told',
  'co-host-asked': ['event-department'],
  'co-host-accepted': 'good news that asks nothing of the host; the page shows it',
  'co-host-replied': ['department'],
  'co-host-declined': ['department'],
  'co-host-withdrawn': ['event-department'],
  'parent-linked': 'an order among cases; nothing to do follows from it',
  'parent-unlinked': 'an order among cases; nothing to do follows from it',
  'meeting-held': 'those who met know it',
  supervised: ['department'],
  'supervision-answered': ['leaders'],
  'supervision-accepted': 'nothing is left to do for anybody',
  'supervision-pressed': ['department'],
  'person-corrected': 'personal data put right; nobody is to look twice',
  attached: 'an upload; the page shows it',
  'attachment-removed': 'the page shows it',
  'attachment-quarantined': 'operators have the gauge, and the page says so',
  'photo-released': 'the map shows it',
  'photo-withdrawn': 'the map shows it no more',
  erased: 'after erasure nobody is reminded of what was erased',
}

const moments: Record<Occasion, readonly Whom[]> = {
  'deadline-response': ['department'],
  'deadline-warning': ['department'],
  'deadline-overdue': ['department', 'dispatchers'],
  'deadline-escalation': ['lead', 'dispatchers'],
  'deadline-escalation-parent': ['lead-above'],
  'deadline-escalation-city': ['leaders'],
  'deadlines-many': ['named'],
  'import-ended': ['named'],
  'emergency-reported': ['dispatchers'],
  'case-contested': ['named'],
  'task-warning': ['event-department'],
  'task-overdue': ['event-department'],
  'supervision-overdue': ['department', 'leaders'],
  'partner-key-ending': ['named'],
  'appeal-made': ['dispatchers'],
  'appeal-decided': ['citizen'],
  'breaker-opened': ['named'],
  'breaker-opened-everywhere': ['named'],
  'breaker-half-open': ['named'],
  'breaker-closed': ['named'],
  'breaker-signal': ['named'],
  'ai-switched-off': ['named'],
  'ai-on-asked': ['named'],
  'ai-switched-on': ['named'],
}

/** Details that every line with a condition takes. */
const grave = { score: 1, resolved: false, service: '119', personId: 'p5', act: 'dispatch', mail: 'm1' }

test('each event is told to those of the table, or deliberately to nobody', () => {
  assert.deepEqual(Object.keys(events).toSorted(), [...eventTypes].toSorted())
  for (const [type, told] of Object.entries(events)) {
    const whom = linesOn(type, grave).map(line => line.to)
    assert.deepEqual(whom, typeof told === 'string' ? [] : told, type)
    if (typeof told === 'string') assert.ok(told.length > 10, `${type} is silent for a reason`)
  }
})

test('each occasion beside the timeline is told to those of the table', () => {
  assert.deepEqual(Object.keys(moments).toSorted(), [...occasions].toSorted())
  for (const [occasion, told] of Object.entries(moments))
    assert.deepEqual(
      linesOn(occasion).map(line => line.to),
      told,
      occasion,
    )
})

test('no line hangs on something that never comes, and none is on both lists', () => {
  const known = [...eventTypes, ...occasions] as readonly string[]
  assert.equal(new Set(known).size, known.length)
  for (const line of messageLines) assert.ok(known.includes(line.on), line.key)
  for (const unknown of ['', 'Dispatched', 'toString', '__proto__', 'of-a-later-release'])
    assert.deepEqual(linesOn(unknown, grave), [], unknown)
})

test('only bad ratings are told, whatever the details look like', () => {
  const told = (details: Record<string, unknown>) => linesOn('rated', details).length > 0
  const table: [Record<string, unknown>, boolean][] = [
    [{ score: 1, resolved: true }, true],
    [{ score: 2, resolved: true }, true],
    [{ score: 3, resolved: true }, false],
    [{ score: 5, resolved: true }, false],
    [{ score: 5, resolved: false }, true],
    [{ score: 5 }, false],
    [{ score: '1' }, false],
    [{ score: null, resolved: null }, false],
    [{ score: Number.NaN, resolved: 0 }, false],
    [{}, false],
  ]
  for (const [details, wanted] of table) assert.equal(told(details), wanted, JSON.stringify(details))
})

test('a message keeps of an event ids, numbers and words it names, never what somebody wrote', () => {
  const keep = (details: Record<string, unknown>, named?: string[]) =>
    parametersOf(named ? { with: named } : {}, { details, departmentId: 'urban' })
  assert.deepEqual(keep({ score: 1, note: '他骂人', text: 'x' }, ['score']), {
    department: 'urban',
    score: 1,
  })
  assert.deepEqual(keep({ score: 1 }), { department: 'urban' })
  assert.deepEqual(keep({ score: { nested: '秘密' }, service: ['119'] }, ['score', 'service']), {
    department: 'urban',
  })
  assert.deepEqual(keep({ score: null }, ['score', 'gone']), { department: 'urban' })
  assert.deepEqual(keep({ score: false }, ['score']), { department: 'urban', score: false })
  assert.deepEqual(parametersOf({}, { details: {}, departmentId: null }), {})
  for (const line of messageLines)
    for (const name of line.with ?? [])
      assert.ok(
        ['service', 'score', 'count', 'key', 'until', 'title'].includes(name),
        `${line.key} keeps ${name}`,
      )
})

test('each line of the table finds an audience where there is somebody, and nobody where there is not', () => {
  const before = { department_id: 'urban', region_id: 'aaa' }
  const after = { department_id: 'police', region_id: 'aab' }
  const about = { before, after, dispatcher: 'p9', department: 'water', assignee: 'p5' }
  const audiences: Record<Whom, string | null> = {
    department: 'department:police',
    'former-department': 'department:urban',
    'event-department': 'department:water',
    lead: 'lead:police',
    'lead-above': 'above:police',
    region: 'region:aab',
    assignee: 'person:p5',
    dispatcher: 'person:p9',
    dispatchers: 'role:dispatcher',
    leaders: 'role:leader',
    named: null,
    citizen: null,
  }
  const nobody = { department_id: null, region_id: null }
  const empty = { before: nobody, after: nobody, dispatcher: null, department: null }
  const always: readonly string[] = ['role:dispatcher', 'role:leader']
  for (const [whom, audience] of Object.entries(audiences) as [Whom, string | null][]) {
    assert.equal(audienceOf(whom, about), audience, whom)
    const found = audienceOf(whom, empty)
    assert.ok(found === null || always.includes(found), `${whom}: ${found}`)
  }
  for (const line of messageLines) assert.ok(Object.hasOwn(audiences, line.to), line.key)
})

test('in both languages the same is filled in, both say something, and no placeholder is left over', () => {
  for (const line of messageLines) {
    const names = (language: 'zh' | 'en') => placeholdersOf(line[language].join('\n')).toSorted()
    assert.deepEqual([...new Set(names('zh'))], [...new Set(names('en'))], line.key)
    const values = Object.fromEntries(allowedIn(line).map(name => [name, `<${name}>`]))
    for (const language of ['zh', 'en'] as const) {
      const [title, text] = line[language]
      assert.deepEqual(faultsOf({ title, text }, allowedIn(line)), { unknown: [], broken: false })
      const filled = fillWords({ title, text }, values)
      assert.ok(filled.title.length > 0 && filled.title.length <= 200, line.key)
      assert.ok(!/[{}]/.test(filled.title + filled.text), line.key)
      assert.equal(/[\u4e00-\u9fff]/.test(title), language === 'zh', `${line.key} in ${language}`)
    }
  }
})

test('who loses the case and who is sent a message read nothing of what was said', () => {
  for (const line of messageLines.filter(one => one.farewell || one.to === 'citizen')) {
    const names = placeholdersOf([...line.zh, ...line.en].join('\n'))
    assert.ok(!names.includes('subject'), line.key)
    if (line.farewell)
      assert.deepEqual(
        names.filter(name => name !== 'code' && name !== 'city'),
        [],
      )
    else assert.ok(names.includes('followUpCode') && names.includes('link'), line.key)
  }
  for (const line of messageLines.filter(one => one.to !== 'citizen'))
    for (const name of ['followUpCode', 'link', 'phone', 'name', 'address', 'detail'])
      assert.ok(!allowedIn(line).includes(name), `${line.key} may not say ${name}`)
})

test('a key names one template for ever: an event and whom', () => {
  for (const { key } of messageLines) assert.match(key, /^[a-z-]+(\.[a-z-]+)?$/)
  const keys = messageLines.map(line => line.key)
  assert.equal(new Set(keys).size, keys.length)
  assert.ok(
    keys.every(key => key.length <= 80),
    'the route takes no longer ones',
  )
})

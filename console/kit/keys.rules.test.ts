import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPress, isPressable, isTyping, matchEntries, moveRow, type Press, pressText } from './keys.rules.ts'

const press = (key: string, change: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
})

test('control and command are the same modifier', () => {
  assert.equal(isPress('mod+enter', press('Enter', { ctrlKey: true })), true)
  assert.equal(isPress('mod+enter', press('Enter', { metaKey: true })), true)
  assert.equal(isPress('mod+enter', press('Enter')), false)
})

test('a bare letter is not the one with a modifier', () => {
  assert.equal(isPress('j', press('j')), true)
  assert.equal(isPress('j', press('j', { ctrlKey: true })), false)
  assert.equal(isPress('j', press('j', { altKey: true })), false)
  assert.equal(isPress('alt+1', press('1', { altKey: true })), true)
  assert.equal(isPress('alt+1', press('¡', { altKey: true, code: 'Digit1' })), true)
  assert.equal(isPress('alt+2', press('¡', { altKey: true, code: 'Digit1' })), false)
  assert.equal(isPress('alt+s', press('ß', { altKey: true, code: 'KeyS' })), true)
  assert.equal(isPress('alt+a', press('ß', { altKey: true, code: 'KeyS' })), false)
  // On another layout the letter lies elsewhere; without the modifier only what it writes counts.
  assert.equal(isPress('s', press('ы', { code: 'KeyS' })), false)
  assert.equal(isPress('shift+ ', press(' ', { shiftKey: true })), true)
  assert.equal(isPress('shift+ ', press(' ')), false)
})

test('shift is looked at only when it is named', () => {
  assert.equal(isPress('?', press('?', { shiftKey: true })), true)
  assert.equal(isPress('?', press('?')), true)
  assert.equal(isPress('mod+shift+enter', press('Enter', { ctrlKey: true })), false)
  assert.equal(isPress('mod+shift+enter', press('Enter', { ctrlKey: true, shiftKey: true })), true)
})

test('keys read as on the keyboard', () => {
  assert.equal(pressText('mod+enter', false), 'Ctrl + Enter')
  assert.equal(pressText('mod+k', true), '⌘ K')
  assert.equal(pressText('shift+ ', false), 'Shift + ␣')
})

test('letters are commands except where text is typed', () => {
  assert.equal(isTyping({ tagName: 'TEXTAREA' }), true)
  assert.equal(isTyping({ tagName: 'DIV', isContentEditable: true }), true)
  assert.equal(isTyping({ tagName: 'DIV' }), false)
  assert.equal(isTyping({ tagName: 'INPUT', type: 'text' }), true)
  assert.equal(isTyping({ tagName: 'INPUT', type: 'checkbox' }), false)
  assert.equal(isTyping(null), false)
})

test('the row stays inside the list', () => {
  assert.equal(moveRow(-1, 1, 3), 0)
  assert.equal(moveRow(2, 1, 3), 2)
  assert.equal(moveRow(0, -1, 3), 0)
  assert.equal(moveRow(0, 1, 0), -1)
})

test('every part of a query must be found; a beginning comes first', () => {
  const entries = [{ text: '我的部门 工单' }, { text: '工单 查询' }, { text: '人员' }]
  assert.deepEqual(
    matchEntries(entries, '工单').map(one => one.text),
    ['工单 查询', '我的部门 工单'],
  )
  assert.equal(matchEntries(entries, '工单 人员').length, 0)
  assert.equal(matchEntries(entries, ' ').length, 3)
})

test("Enter on a button is the button's", () => {
  assert.equal(isPressable({ tagName: 'BUTTON' }), true)
  assert.equal(isPressable({ tagName: 'A' }), true)
  assert.equal(isPressable({ tagName: 'ARTICLE' }), false)
  assert.equal(isPressable(null), false)
})

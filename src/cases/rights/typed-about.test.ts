import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typedAbout } from './typed-about.ts'

const wang = {
  marks: ['王小明', '138-0013-8000', '幸福路 12 号', null, '', '20260603-0001'],
  matter: ['路灯不亮', '幸福路口的路灯坏了三天，王小明盼修'],
}
const abroad = { marks: ['李丽', '+86 10 6512 3456', null], matter: ['', ''] }

const cases: [string, string, string, boolean][] = [
  ['the name itself', 'name', '王小明', true],
  ['a part of the name', 'name', '小明', true],
  ['the name among others', 'name', '找 王小明 先生', true],
  ['somebody else', 'name', '王大明', false],
  ['nothing', 'name', '', false],
  ['the number as it was given', 'phone', '138-0013-8000', true],
  ['the number without its strokes', 'phone', '13800138000', true],
  ['its last digits', 'phone', '8000', true],
  ['the number with blanks', 'phone', '138 0013 8000', true],
  ['the number with the country before it', 'phone', '+86 138 0013 8000', true],
  ['the number as it is dialled from abroad', 'phone', '0086-13800138000', true],
  ['another number', 'phone', '13900139000', false],
  ['a phone field without a digit', 'phone', '号码', false],
  ['a landline, typed as at home', 'phone', '010-65123456', true],
  ['the place', 'address', '幸福路 12 号', true],
  ['the street', 'address', '幸福路', true],
  ['another street', 'address', '幸福街', false],
  ['the code', 'code', '20260603-0001', true],
  ['another code', 'code', '20260603-0002', false],
  ['a sentence of theirs', 'words', '路灯坏了三天', true],
  ['what everybody says', 'words', '路灯', false],
  ['three characters name no one', 'words', '坏了三', false],
  ['four do', 'words', '坏了三天', true],
  ['words with the name in them', 'words', '王小明的路灯', true],
  ['words of others', 'words', '井盖松动三天', false],
]
for (const [title, field, typed, about] of cases)
  test(`${title}: ${about ? 'is about them' : 'is not'}`, () =>
    assert.equal(typedAbout({ [field]: typed }, [wang, abroad]), about))

test('one field about one case is enough; nothing typed and no case are about nobody', () => {
  assert.equal(typedAbout({ name: '赵', words: '井盖松动三天', phone: '65123456' }, [wang, abroad]), true)
  assert.equal(typedAbout({ name: '赵', words: '井盖松动三天' }, [wang, abroad]), false)
  assert.equal(typedAbout({}, [wang]), false)
  assert.equal(typedAbout({ name: '王小明' }, []), false)
  assert.equal(typedAbout({ name: '王小明' }, [{ marks: [null, ''], matter: ['', ''] }]), false)
})

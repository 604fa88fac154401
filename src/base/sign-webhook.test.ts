import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSignedWebhook, signWebhook } from './sign-webhook.ts'

// The example of the Standard Webhooks specification.
const example = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: 1614265330,
  body: '{"test": 2432232314}',
}
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='

test('the example of the specification is signed as it says', () => {
  assert.equal(signWebhook(example), signature)
})

test('a message is believed with its own signature, within five minutes, and by one of several signatures', () => {
  const { secret, id, body } = example
  const message = { secret, id, body, timestamp: '1614265330', signature }
  const at = (seconds: number) => new Date((1614265330 + seconds) * 1000)
  assert.ok(isSignedWebhook(message, at(0)))
  assert.ok(isSignedWebhook(message, at(300)) && isSignedWebhook(message, at(-300)))
  assert.ok(!isSignedWebhook(message, at(301)) && !isSignedWebhook(message, at(-301)))
  assert.ok(isSignedWebhook({ ...message, signature: `v1,AAAA ${signature}` }, at(0)))
  assert.ok(!isSignedWebhook({ ...message, signature: signature.replace('v1', 'v2') }, at(0)))
  assert.ok(!isSignedWebhook({ ...message, signature: '' }, at(0)))
  assert.ok(!isSignedWebhook({ ...message, body: `${body} ` }, at(0)))
  assert.ok(!isSignedWebhook({ ...message, id: 'msg_2' }, at(0)))
  assert.ok(!isSignedWebhook({ ...message, secret: 'another' }, at(0)))
  assert.ok(!isSignedWebhook(message))
  for (const timestamp of ['', '1614265330.0', '-1', 'now', 'Infinity'])
    assert.ok(!isSignedWebhook({ ...message, timestamp }, at(0)))
})

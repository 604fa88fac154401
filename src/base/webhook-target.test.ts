import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from './errors.ts'
import { checkWebhookTarget, isOpenAddress } from './webhook-target.ts'

const family = (address: string) => (address.includes(':') ? 6 : 4)
const isOpen = (address: string, opened?: string[]) =>
  isOpenAddress({ address, family: family(address) }, opened)

test('addresses inside are closed, those outside open', () => {
  const inside = [
    '0.0.0.0',
    '10.1.2.3',
    '100.100.100.200',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:0:1::',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
  ]
  for (const address of inside) assert.ok(!isOpen(address), address)
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '223.5.5.5', '2400:3200::1', '2606:4700::1'])
    assert.ok(isOpen(address), address)
})

test('a network that was opened is open, and no other', () => {
  const opened = ['10.20.0.0/16', '192.168.1.7', 'fd00::/16']
  for (const address of ['10.20.3.4', '192.168.1.7', 'fd00::9']) assert.ok(isOpen(address, opened), address)
  for (const address of ['10.21.0.1', '192.168.1.8', 'fd01::9', '127.0.0.1'])
    assert.ok(!isOpen(address, opened), address)
})

test('what is no address of a web server is refused with its reason', async () => {
  const cases = [
    ['not a url', 'url'],
    ['ftp://8.8.8.8/', 'protocol'],
    ['file:///etc/passwd', 'protocol'],
    ['http://a:b@8.8.8.8/', 'credentials'],
    ['http://10.0.0.1/', 'address'],
    ['http://0177.0.0.1/', 'address'],
    ['https://[fe80::1]/', 'address'],
  ] as const
  for (const [url, reason] of cases)
    await assert.rejects(
      checkWebhookTarget(url),
      (error: { details?: { reason?: string } }) =>
        isCode(error, 'base.webhook-target-refused') && error.details?.reason === reason,
      url,
    )
})

test('what is connected to is what was checked; a name that nobody has is unreachable', async () => {
  assert.deepEqual(await checkWebhookTarget('https://8.8.8.8:8443/x'), [{ address: '8.8.8.8', family: 4 }])
  const here = await checkWebhookTarget('http://localhost/', ['127.0.0.0/8', '::1'])
  assert.ok(here.length > 0 && here.every(one => ['127.0.0.1', '::1'].includes(one.address)))
  await assert.rejects(checkWebhookTarget('http://nobody.invalid/'), error =>
    isCode(error, 'base.webhook-unreachable'),
  )
})

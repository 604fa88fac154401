import { lookup } from 'node:dns/promises'
import { BlockList, isIP, SocketAddress } from 'node:net'
import { baseError } from './base.errors.ts'

// Loopback, private, link-local (where clouds keep their metadata), carrier-grade (where Alibaba Cloud does), benchmark,
// multicast and reserved networks; of IPv6 also those that carry an IPv4 address inside (NAT64, 6to4, Teredo).
const closed = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

function networks(list: readonly string[]): { v4: BlockList; v6: BlockList } {
  // One list for each family: a joint one takes the IPv4 address out of `::ffff:10.0.0.1` and the other way round.
  const lists = { v4: new BlockList(), v6: new BlockList() }
  for (const one of list) {
    const [address = '', prefix] = one.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const into = family === 'ipv6' ? lists.v6 : lists.v4
    if (prefix === undefined) into.addAddress(address, family)
    else into.addSubnet(address, Number(prefix), family)
  }
  return lists
}

const closedNetworks = networks(closed)

export interface Address {
  address: string
  family: 4 | 6
}

/** True when a webhook may be sent to this address. @param opened networks of one's own that are targets nevertheless */
export function isOpenAddress({ address, family }: Address, opened: readonly string[] = []): boolean {
  const lies = (lists: ReturnType<typeof networks>) =>
    family === 6 ? lists.v6.check(address, 'ipv6') : lists.v4.check(address, 'ipv4')
  return lies(networks(opened)) || !lies(closedNetworks)
}

/**
 * Resolves the host of a webhook and lets no address through that lies inside, however its name is written. What comes
 * back is what is connected to: a second look at DNS could answer otherwise.
 * @throws base.webhook-target-refused, base.webhook-unreachable for a name nobody has
 */
export async function checkWebhookTarget(url: string, opened: readonly string[] = []): Promise<Address[]> {
  const refused = (reason: string) => baseError('base.webhook-target-refused', { reason })
  if (!URL.canParse(url)) throw refused('url')
  const { protocol, hostname, username, password } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') throw refused('protocol')
  if (username !== '' || password !== '') throw refused('credentials')
  const host = hostname.replace(/^\[|\]$/g, '')
  const literal = isIP(host)
  const found = literal
    ? [{ address: host, family: literal }]
    : await lookup(host, { all: true }).catch(() => {
        throw baseError('base.webhook-unreachable', { reason: 'name' })
      })
  const addresses = found.map(({ address, family }) => ({
    address: new SocketAddress({ address, family: family === 6 ? 'ipv6' : 'ipv4' }).address,
    family: family === 6 ? (6 as const) : (4 as const),
  }))
  if (!addresses.every(one => isOpenAddress(one, opened))) throw refused('address')
  return addresses
}

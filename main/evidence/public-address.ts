import { BlockList, isIP } from 'node:net';

/** RFC 6890 and its successors in the registry of special-purpose addresses: nothing there is a server for everybody. */
const notPublic4 = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) notPublic4.addSubnet(network, bits, 'ipv4');

/** Only 2000::/3 is given out (RFC 4291, 2.4); of it, these lead elsewhere: protocol assignments with Teredo, documentation, 6to4. */
const notPublic6 = new BlockList();
for (const [network, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) notPublic6.addSubnet(network, bits, 'ipv6');

/**
 * May anybody's certificate send us to this address? Loopback, the office's own network, link-local (where clouds keep their metadata), shared (CGNAT),
 * multicast and everything else that is not the public Internet is no; so is whatever cannot be read.
 * @param address as the resolver gives it, without brackets
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic4.check(address, 'ipv4');
    case 6: {
      const groups = groupsOf(address);
      if (groups === null) return false;
      const embedded = embeddedIpv4(groups);
      if (embedded !== null) return isPublicAddress(embedded);
      const first = groups[0] ?? 0;
      return first >= 0x2000 && first < 0x4000 && !notPublic6.check(address, 'ipv6');
    }
    default:
      return false;
  }
}

/** IPv4-mapped (RFC 4291, 2.5.5.2), and NAT64 (RFC 6052), behind which networks without IPv4 reach every IPv4 server. */
function embeddedIpv4(groups: readonly number[]): string | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, high = 0, low = 0] = groups;
  const isMapped = [a, b, c, d, e].every((group) => group === 0) && f === 0xffff;
  const isNat64 = a === 0x64 && b === 0xff9b && [c, d, e, f].every((group) => group === 0);
  return isMapped || isNat64 ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : null;
}

/** The eight groups; null for an address with a zone, which belongs to one interface of one machine. */
function groupsOf(address: string): readonly number[] | null {
  if (address.includes('%')) return null;
  // the URL parser knows every way of writing one, dotted tails among them
  const plain = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const read = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return read(head);
  const [before, after] = [read(head), read(tail)];
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

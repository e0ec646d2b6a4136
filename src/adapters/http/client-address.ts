import { isIPv4, isIPv6 } from 'node:net';

/**
 * Who asks, for limits only. With proxies in front, what the outermost of ours wrote into X-Forwarded-For counts:
 * anything further to the left is what the sender himself may have written.
 */
export function clientAddress(
  socket: string | undefined,
  forwarded: string | string[] | undefined,
  proxies: number,
): string {
  const hops = [forwarded ?? []].flat().join(',').split(',');
  const written = proxies === 0 ? undefined : bare(hops.at(-proxies)?.trim() ?? '');
  return group(written ?? bare(socket ?? '') ?? '');
}

/** An address without its port, which some proxies (Azure's) write behind it; null for what is none. */
function bare(given: string): string | undefined {
  const [, inBrackets, withPort] = /^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(given) ?? [];
  const address = (inBrackets ?? withPort ?? given).replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv4(address) || isIPv6(address) ? address.toLowerCase() : undefined;
}

/** With IPv6 a household has 2^64 addresses: its network counts as one. */
function group(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((one) => one !== ''));
  const gap =
    tail === undefined ? [] : Array<string>(8 - (before?.length ?? 0) - (after?.length ?? 0)).fill('0');
  const groups = [...(before ?? []), ...gap, ...(after ?? [])];
  return `${groups
    .slice(0, 4)
    .map((one) => one.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

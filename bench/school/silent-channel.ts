import type { ChannelName } from '../../src/core/thread/message.js';
import type { Channel } from '../../src/ports/channel.js';

/** A channel that takes everything at once. */
export function silentChannel(name: ChannelName): Channel {
  let sent = 0;
  return {
    name,
    send: async () => ({ status: 'sent', providerId: `${name}-${(sent += 1)}`, final: true }),
    lookUp: async () => ({ found: 'cannot_tell' }),
    forget: async () => ({ status: 'done', removed: 0, kept: 0 }),
  };
}

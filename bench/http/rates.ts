import { channelRates } from '../../src/app/conversation/budget.js';
import type { Rate } from '../../src/core/rate.js';
import type { ChannelName } from '../../src/core/thread/message.js';

/** What a channel takes of a whole school. */
export const limitOf = (channel: ChannelName): Rate => channelRates[channel];

/** The limits of the channels, so many times as large. */
export function scaledRates(times: number): typeof channelRates {
  const scaled = ({ burst, perSecond }: Rate): Rate => ({
    burst: burst * times,
    perSecond: perSecond * times,
  });
  return { teams: scaled(limitOf('teams')), whatsapp: scaled(limitOf('whatsapp')) };
}

import type { ChannelName } from '../../src/core/thread/message.js';
import { channelRates, type Rate } from '../../src/app/conversation/budget.js';

/** The limits of the channels, so many times as large. */
export function scaledRates(times: number): typeof channelRates {
  const scaled = ({ burst, perSecond }: Rate): Rate => ({
    burst: burst * times,
    perSecond: perSecond * times,
  });
  const { teams, whatsapp } = channelRates;
  return {
    teams: { all: scaled(teams.all), person: scaled(teams.person) },
    whatsapp: { all: scaled(whatsapp.all), person: scaled(whatsapp.person) },
  };
}

/** What a channel takes of a whole school. */
export const limitOf = (channel: ChannelName): Rate => channelRates[channel].all;

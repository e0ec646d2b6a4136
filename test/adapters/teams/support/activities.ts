/** A person's account as Teams writes it. */
export const noor = { id: '29:noor', aadObjectId: '0a0b0c0d-1111-4111-8111-000000000001', name: 'Noor' };
export const tenant = '0a0b0c0d-2222-4222-8222-000000000002';
export const appId = '0a0b0c0d-3333-4333-8333-000000000003';
export const bot = { id: `28:${appId}`, name: 'Terugblik' };

export type ActivityJson = Record<string, unknown>;

let count = 0;

/** An activity of Noor in her chat with the bot; every one has an id of its own. */
export function activity(type: string, more: ActivityJson = {}): ActivityJson {
  count += 1;
  return {
    type,
    id: `activity-${count}`,
    timestamp: '2026-11-24T15:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/',
    from: noor,
    recipient: bot,
    conversation: { id: 'chat-noor', conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    locale: 'nl-NL',
    ...more,
  };
}

export const message = (text: string, more: ActivityJson = {}): ActivityJson =>
  activity('message', { text, textFormat: 'plain', ...more });

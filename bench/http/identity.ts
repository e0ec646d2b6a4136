/** The bot that every contestant is. */
export const appId = '0a0b0c0d-3333-4333-8333-000000000003';
export const appPassword = 'the-password-of-the-bench';
export const tenantId = '0a0b0c0d-2222-4222-8222-000000000002';
export const botOf = { id: `28:${appId}`, name: 'Terugblik' };
export const issuer = 'https://api.botframework.com';

export const twilioAccount = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'the-token-of-the-bench',
  from: 'whatsapp:+31200000000',
};

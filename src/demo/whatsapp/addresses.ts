import { createHash } from 'node:crypto';

/** E.164 behind the channel's name, or the user name id that WhatsApp gives people who hide their number. */
const whatsappAddress = /^whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{6,128})$/;

/** `+31…` and `whatsapp:+31…` are the same person. */
export function toAddress(number: string): string {
  const bare = number.replace(/^whatsapp:/, '').replaceAll(/[\s-]/g, '');
  return `whatsapp:${bare}`;
}

/** Whether Twilio would accept this text as a WhatsApp address. */
export function isWhatsappAddress(text: string): boolean {
  return whatsappAddress.test(text);
}

/** WaId: the number without a plus. */
export function waId(address: string): string {
  return address.replace(/^whatsapp:\+?/, '');
}

/** ExternalUserId: the business-scoped id that newer webhooks carry beside the number. */
export function externalUserId(address: string): string {
  const hash = createHash('sha256').update(address).digest();
  return `whatsapp:NL.${hash.readBigUInt64BE(0).toString()}`;
}

/** The WhatsApp sender of the made-up school. */
export const demoSender = 'whatsapp:+31200000000';

/** Telephones of students whose number the roster does not have: they join with a code. */
export const unlistedPhones: Readonly<Record<string, string>> = { amina: '+31600000003' };

/**
 * The languages that WhatsApp has templates in, by our two letters (Meta, "Supported languages" for message templates,
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/supported-languages, May 2026).
 * Tigrinya, Somali, Amharic and Kurdish are not among them.
 */
const same =
  'af ar az bg bn ca cs da de el en es et fa fi fil fr ga gu ha he hi hr hu id it ja kk kn ko lo lt lv mk ml mr ms nb nl pa pl ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zu';

/** Languages that Meta writes with a country; where it has several, the one of Europe. */
const withCountry: Readonly<Record<string, string>> = {
  be: 'be_BY',
  ka: 'ka',
  ky: 'ky_KG',
  no: 'nb',
  ps: 'ps_AF',
  pt: 'pt_PT',
  rw: 'rw_RW',
  si: 'si_LK',
  zh: 'zh_CN',
};

const codes = new Map<string, string>([
  ...same.split(' ').map((code): [string, string] => [code, code]),
  ...Object.entries(withCountry),
]);

/** WhatsApp's code for one of our languages; null where it takes no templates in it. */
export const whatsappLanguage = (language: string): string | null => codes.get(language) ?? null;

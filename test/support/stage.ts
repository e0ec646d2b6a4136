import { DateTime } from 'luxon';

/** A conversation that was played, by the name of its file. */
export type Played = { name: string; text: string };

const titles: Readonly<Record<string, string>> = {
  nl: 'Nederlands',
  en: 'English',
  tr: 'Türkçe',
  ar: 'العربية',
  pl: 'Polski',
  uk: 'Українська',
};

/** One language's conversations as a play to be read aloud, in Markdown. */
export function staged(language: string, played: readonly Played[]): string {
  const [open, close] = language === 'ar' ? ['<div dir="rtl">\n\n', '\n</div>\n'] : ['', ''];
  const head = `# Gesprekken: ${titles[language] ?? language}\n\nGespeeld door het programma zelf; \`npm run golden\` schrijft ze opnieuw. Noor is een verzonnen student.\n`;
  const scenes = played.map(({ name, text }) => `\n## ${titleOf(name)}\n\n${open}${scene(text)}${close}`);
  return head + scenes.join('');
}

const titleOf = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;

/** Lines that belong together: what is said runs on in lines that are set in. */
function scene(text: string): string {
  const parts: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('  ')) parts.push(`${parts.pop() ?? ''}\n${line.slice(2)}`);
    else if (line === '' && (parts.at(-1) ?? '').startsWith('<')) continue;
    else if (line !== '') parts.push(line);
  }
  return `${parts
    .map(shown)
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** Stage directions in words; the program's commands are not read. */
function shown(part: string): string {
  if (part.startsWith('# ')) return `*${part.slice(2)}*`;
  if (part.startsWith('>> ')) return `**Noor** tikt: \`${part.slice(3)}\``;
  if (part.startsWith('>') && part in deedsOfNoor) return `**Noor** ${deedsOfNoor[part]}.`;
  if (part.startsWith('>edit ')) return `**Noor** verandert haar bericht: ${part.slice('>edit '.length)}`;
  if (part.startsWith('> ')) return `**Noor:** ${part.slice(2)}`;
  if (part.startsWith('<')) return spoken(part);
  if (part.startsWith('! ')) return card(part.slice(2));
  const [word = '', first = '', second = ''] = part.split(' ');
  if (word === '@who') return `*${capital(first)}, ${second === 'teams' ? 'in Teams' : 'op WhatsApp'}.*`;
  if (word === '@open') return `*Na de praktijkleerdag van ${dateOf(first)}.*`;
  if (word === '@pass') return `*${Number.parseInt(first, 10)} uur later.*`;
  if (word === '@wait') return '*Een paar tellen later.*';
  if (word === '@staff' && second !== 'joined') return `*${capital(first)}: ${deeds[second] ?? second}.*`;
  return '';
}

const deedsOfNoor: Readonly<Record<string, string>> = {
  '>photo': 'stuurt een foto',
  '>voice': 'stuurt een spraakbericht',
  '>voice too long': 'stuurt een heel lang spraakbericht',
  '>delete': 'haalt haar bericht weg',
};

const deeds: Readonly<Record<string, string>> = {
  open: 'opent de kaart',
  seen: 'tikt “Gezien”',
  handled: 'meldt dat er gesproken is',
};

/** `samira (card) title | fact | …`, as a stage direction. */
function card(text: string): string {
  const [, who = '', changed, words = ''] = /^(\w+) \(card( changed)?\) (.*)$/su.exec(text) ?? [];
  return `*De kaart ${changed === undefined ? 'voor' : 'verandert bij'} ${capital(who)}: ${words}*`;
}

/** What the program says, with its buttons below it. */
function spoken(part: string): string {
  const outside = part.startsWith('< (template)');
  const text = part.replace(/^< (?:\(template\) )?\w+: /u, '');
  const lines = text.split('\n').map((line) => {
    const buttons = /^\[.*\]$/u.test(line) ? line.slice(1, -1).split('] [') : null;
    return buttons === null ? line : buttons.map((label) => `\`${label}\``).join(' ');
  });
  const to = /^< (?:\(template\) )?(\w+): /u.exec(part)?.[1] ?? 'noor';
  const aside = to === 'noor' ? '' : ` aan ${capital(to)}`;
  const who = outside ? `**Terugblik${aside}** (een bericht vooraf):` : `**Terugblik${aside}:**`;
  return [who, ...lines].map((line) => `> ${line}`.trimEnd()).join('\n');
}

const dateOf = (date: string): string => DateTime.fromISO(date, { locale: 'nl' }).toFormat('cccc d LLLL');

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

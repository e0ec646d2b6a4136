import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/tokens';

type Theme = Readonly<Record<string, string | number>>;

/**
 * The style sheet with the design tokens of Fluent that it names, as variables: light, dark where the system or Teams
 * asks for it, and Teams' high contrast. Tokens that are not named are left out: there are some 450.
 * @throws Error for a token that Fluent does not have.
 */
export function themed(styles: string): string {
  const names = [...new Set([...styles.matchAll(/var\(--([A-Za-z0-9]+)\)/g)].map(([, name]) => name ?? ''))];
  const block = (selector: string, scheme: 'light' | 'dark', theme: unknown): string =>
    `${selector}{color-scheme:${scheme};${names.map((name) => `--${name}:${tokenOf(theme as Theme, name)}`).join(';')}}`;
  return [
    block(':root', 'light', teamsLightTheme),
    `@media (prefers-color-scheme:dark){${block(':root:not([data-theme])', 'dark', teamsDarkTheme)}}`,
    block(':root[data-theme=dark]', 'dark', teamsDarkTheme),
    block(':root[data-theme=contrast]', 'dark', teamsHighContrastTheme),
    // Paper is white, whatever the screen was.
    `@media print{${block(':root:root:root', 'light', teamsLightTheme)}}`,
    styles,
  ].join('\n');
}

function tokenOf(theme: Theme, name: string): string {
  const value = theme[name];
  if (value === undefined) throw new Error(`Fluent has no token ${name}`);
  return String(value);
}

/** Which cookie: `browser` is for a page of its own, `tab` for one inside Teams, `attempt` for signing in. */
export type CookieName = 'browser' | 'tab' | 'attempt';

/** Cookies as this installation writes them. `secure` is false only for the demo, which has no https. */
export type Cookies = {
  read: (header: string | undefined, name: CookieName) => string | null;
  /** A `Set-Cookie` line; `seconds` 0 takes the cookie away. */
  write: (name: CookieName, value: string, seconds: number) => string;
};

/**
 * With https the name begins with `__Host-`: browsers then take the cookie from this host alone, over https, for every
 * path. A page inside Teams is a stranger's frame to the browser: its cookie must say that it may be sent there, and is
 * kept apart for that one place (Partitioned). The other cookies never leave with requests that other sites begin.
 */
export function cookiesFor(secure: boolean): Cookies {
  const full = (name: CookieName): string => `${secure ? '__Host-' : ''}terugblik-${name}`;
  return {
    read: (header, name) => {
      const begin = `${full(name)}=`;
      const found = (header ?? '').split(';').find((part) => part.trim().startsWith(begin));
      return found === undefined ? null : found.trim().slice(begin.length);
    },
    write: (name, value, seconds) => {
      const framed = name === 'tab' && secure;
      const rules = [
        `${full(name)}=${value}`,
        'Path=/',
        `Max-Age=${seconds}`,
        'HttpOnly',
        ...(secure ? ['Secure'] : []),
        framed ? 'SameSite=None' : 'SameSite=Lax',
        ...(framed ? ['Partitioned'] : []),
      ];
      return rules.join('; ');
    },
  };
}

/** A browser as far as redirects and cookies go: each host has its own cookies, and nothing else is kept. */
export type Browsing = {
  /** One request; redirects are not followed. */
  ask: (url: string, init?: RequestInit) => Promise<Response>;
  /** Follows redirects, until one leads to an address that begins with `until`, which is not asked for. */
  follow: (url: string, until: string) => Promise<URL>;
  /** The cookies of a host, by name. */
  cookies: (url: string) => Map<string, string>;
};

export function browsing(): Browsing {
  const jars = new Map<string, Map<string, string>>();
  const cookies = (url: string): Map<string, string> => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  const ask: Browsing['ask'] = async (url, init = {}) => {
    const jar = cookies(url);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('Cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /Max-Age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return {
    ask,
    cookies,
    follow: async (start, until) => {
      let url = new URL(start);
      for (let hops = 0; hops < 10; hops += 1) {
        const response = await ask(url.href);
        const to = response.headers.get('location');
        if (to === null) throw new Error(`no redirect at ${url.pathname}: ${response.status}`);
        url = new URL(to, url);
        if (url.href.startsWith(until)) return url;
      }
      throw new Error('too many redirects');
    },
  };
}

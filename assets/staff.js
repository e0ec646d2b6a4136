// In a browser the pages need no script. Inside Teams this one signs the viewer in, follows Teams' theme and opens
// the page that a link in a card asked for. On every page it gives the print button, which works by script alone.
(() => {
  'use strict';
  const root = document.documentElement;
  const library = document.currentScript.dataset.teams;
  const inTeams = window.parent !== window || 'nativeInterface' in window;

  // Frames of strangers may be forbidden to keep anything: then the theme comes a moment later.
  const kept = (name, value) => {
    try {
      if (value !== undefined) sessionStorage.setItem(name, value);
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  };

  const themes = { default: 'light', light: 'light', dark: 'dark', glass: 'dark', contrast: 'contrast' };
  const follow = (theme) => {
    root.dataset.theme = kept('theme', themes[theme] ?? 'light') ?? themes[theme] ?? 'light';
  };
  if (inTeams && kept('theme') !== null) root.dataset.theme = kept('theme');

  const ready = new Promise((resolve) => {
    if (document.readyState !== 'loading') resolve();
    else document.addEventListener('DOMContentLoaded', resolve, { once: true });
  });

  void ready.then(() => {
    for (const button of document.querySelectorAll('[data-print]')) {
      button.hidden = inTeams;
      button.addEventListener('click', () => window.print());
    }
  });

  if (!inTeams) return;

  /** Stands in the address right after signing in. Who is sent to sign in with it has a browser that keeps no cookie. */
  const arrived = 'signed=in';
  const without = (address) => address.replace(new RegExp(`[?&]${arrived}`), '');

  const script = document.createElement('script');
  script.src = library;
  script.addEventListener('load', () => void start(window.microsoftTeams));
  document.head.append(script);

  async function start({ app, authentication }) {
    await app.initialize();
    app.registerOnThemeChangeHandler(follow);
    const context = await app.getContext();
    follow(context.app.theme);
    await ready;
    const page = document.querySelector('[data-sign-in]');
    if (page !== null) return signIn(page, authentication);
    if (location.search.includes(arrived)) history.replaceState(null, '', without(location.href));
    openAsked(context.page.subPageId);
  }

  /** A card's link names a page below /history; it is opened once. */
  function openAsked(asked) {
    if (!/^(student|judge)(\/[\w-][\w.-]*)*$/.test(asked ?? '') || location.pathname !== '/history') return;
    if (kept('opened') === asked) return;
    kept('opened', asked);
    location.replace(`/history/${asked}`);
  }

  async function signIn(page, authentication) {
    const show = (name, visible) => {
      page.querySelector(`[data-${name}]`).hidden = !visible;
    };
    const to = page.dataset.signIn;
    show('outside', false);
    if (to.includes(arrived)) return show('failed', true);
    show('busy', true);
    try {
      const token = await authentication.getAuthToken();
      const answer = await fetch('/history/login/tab', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      if (answer.ok) return location.replace(`${to}${to.includes('?') ? '&' : '?'}${arrived}`);
      show(answer.status === 403 ? 'not-staff' : 'failed', true);
    } catch {
      show('failed', true);
    }
    show('busy', false);
  }
})();

import { expect } from 'chai';
import { cookiesFor } from '../../../../src/adapters/web/staff/cookies.js';

describe('a cookie of the staff’s pages', () => {
  it('over https is bound to its host, and no other site’s request carries it', () => {
    const line = cookiesFor(true).write('browser', 'x', 60);
    expect(line).to.equal('__Host-terugblik-browser=x; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax');
  });

  it('inside Teams may be sent in that frame, and is kept apart for it', () => {
    const line = cookiesFor(true).write('tab', 'x', 60);
    expect(line).to.equal(
      '__Host-terugblik-tab=x; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=None; Partitioned',
    );
  });

  it('of the demo has no https to rest on', () => {
    expect(cookiesFor(false).write('tab', '', 0)).to.equal(
      'terugblik-tab=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    );
  });

  it('is found among others, by its whole name', () => {
    const { read } = cookiesFor(true);
    expect(read('a=1; x__Host-terugblik-tab=no; __Host-terugblik-tab=yes=; b=2', 'tab')).to.equal('yes=');
    expect(read('a=1', 'tab')).to.equal(null);
    expect(read(undefined, 'tab')).to.equal(null);
  });
});

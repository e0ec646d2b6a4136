import { expect } from 'chai';
import { privacyRoutes } from '../../../src/adapters/http/privacy-page.js';
import { privacyFor } from '../../../src/server.js';
import type { HttpRoute } from '../../../src/ports/http.js';
import { world } from '../../support/world.js';

const pageOf = async ([route]: HttpRoute[]) => {
  if (route === undefined) throw new Error('there is no route');
  expect(`${route.method} ${route.path}`).to.equal('GET /privacy');
  return route.handle({ method: 'GET', url: '/privacy', headers: {}, body: undefined });
};

describe('the privacy page', () => {
  it('says in every language who reads it and how long it stays, in the words of this school', async () => {
    const w = await world();
    try {
      const { status, type, body = '' } = await pageOf(privacyFor(w.deps));
      expect({ status, type }).to.deep.equal({ status: 200, type: 'text/html' });
      for (const words of [
        '<section lang="nl">',
        '<section lang="en">',
        'Entree De Brug',
        'Na 3 maanden wissen we',
        'After 3 months we delete',
        'Typ: iemand anders',
        'Bel 112',
      ])
        expect(body).to.contain(words);
      expect(body)
        .to.not.contain('{{')
        .and.to.not.match(/privacy\.\w/);
    } finally {
      await w.close();
    }
  });

  it('shows a name with signs of HTML as it is written', async () => {
    const { body } = await pageOf(privacyRoutes(['nl'], () => '<b>De "Brug" & Co</b>'));
    expect(body).to.contain('<p>&lt;b&gt;De &quot;Brug&quot; &amp; Co&lt;/b&gt;</p>');
  });
});

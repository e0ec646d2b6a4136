import { Ajv } from 'ajv';
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { readdir, readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import {
  packageProblems,
  packTeamsApp,
  type AppPackageValues,
} from '../../../src/adapters/teams/app-package.js';
import { appId } from './support/activities.js';

const folder = new URL('../../../manifest/teams/', import.meta.url);
const values: AppPackageValues = {
  appId,
  version: '1.2.3',
  schoolName: 'Een school met een lange naam',
  publicUrl: 'https://terugblik.school.example',
  privacyUrl: null,
};

type Json = Record<string, unknown>;
const parsed = (bytes: Uint8Array | undefined): Json => JSON.parse(new TextDecoder().decode(bytes)) as Json;

async function pack(change: Partial<AppPackageValues> = {}): Promise<Uint8Array> {
  const names = await readdir(folder);
  const files = names.map(async (name) => ({ name, bytes: await readFile(new URL(name, folder)) }));
  return packTeamsApp(await Promise.all(files), { ...values, ...change });
}
const unpacked = async (change: Partial<AppPackageValues> = {}) => unzipSync(await pack(change));
const manifestOf = async (change: Partial<AppPackageValues> = {}): Promise<Json> =>
  parsed((await unpacked(change))['manifest.json']);

/** What a path such as `bots[0].name` points at. */
const at = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>((inside, step) => (inside as Json | undefined)?.[step], value);

describe('The Teams app package', () => {
  it('holds the manifest, its texts and its icons at the top, and nothing else', async () => {
    expect(Object.keys(await unpacked())).to.deep.equal([
      'color.png',
      'en.json',
      'manifest.json',
      'nl.json',
      'outline.png',
    ]);
  });

  it('has a manifest that is valid by the schema of Teams, with every place filled in', async () => {
    const schemaFile = await readFile(new URL('spec/MicrosoftTeams.schema.json', import.meta.url));
    // The schema is of draft 04; what it uses of that means the same in the draft that is checked with.
    const { $schema: _draft, ...schema } = parsed(schemaFile);
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    const manifest = await manifestOf();
    validate(manifest);
    expect(validate.errors).to.equal(null);
    expect(JSON.stringify(manifest)).to.not.contain('{{');
    expect(validate({ ...manifest, id: 'no guid' }), 'the schema is at work').to.equal(false);
  });

  it('is the same bytes when it is packed again, in any zone of the world', async () => {
    const once = await pack();
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'Pacific/Honolulu';
      expect(new Date(0).getTimezoneOffset(), 'the zone is another one').to.be.greaterThan(0);
      expect(Buffer.from(await pack()).equals(once)).to.equal(true);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
    expect(Buffer.from(await pack({ version: '1.2.4' })).equals(once)).to.equal(false);
  });

  it('asks for a personal bot with a tab, and nothing else', async () => {
    const manifest = await manifestOf();
    expect(at(manifest, 'bots')).to.have.length(1);
    expect(at(manifest, 'bots[0].botId')).to.equal(appId);
    expect(at(manifest, 'bots[0].scopes')).to.deep.equal(['personal']);
    const tabs = manifest['staticTabs'] as { entityId: string; contentUrl?: string; scopes: string[] }[];
    expect(tabs.map(({ entityId }) => entityId)).to.deep.equal(['history', 'conversations', 'about']);
    expect(tabs[0]?.contentUrl).to.equal('https://terugblik.school.example/history');
    for (const { scopes } of tabs) expect(scopes).to.deep.equal(['personal']);
    expect(manifest).to.not.have.any.keys('configurableTabs', 'composeExtensions', 'connectors');
  });

  it('signs people in to the tab as Teams wants it of an app with a bot and a tab', async () => {
    const manifest = await manifestOf({ publicUrl: 'https://terugblik.school.example:8443' });
    expect(manifest['validDomains']).to.deep.equal(['terugblik.school.example:8443']);
    expect(manifest['webApplicationInfo']).to.deep.equal({
      id: appId,
      resource: `api://terugblik.school.example:8443/botid-${appId}`,
    });
  });

  it('names the school’s own privacy page, or the one of this server', async () => {
    const own = 'https://school.example/privacy?taal=nl';
    expect(at(await manifestOf(), 'developer.privacyUrl')).to.equal(
      'https://terugblik.school.example/privacy',
    );
    expect(at(await manifestOf({ privacyUrl: own }), 'developer')).to.include({
      privacyUrl: own,
      termsOfUseUrl: own,
    });
  });

  it('takes any name of a school: quotes stay quotes, and what is too long is shortened', async () => {
    const nameOf = async (schoolName: string) => at(await manifestOf({ schoolName }), 'developer.name');
    expect(await nameOf('De "Brug" \\ {{APP_ID}}')).to.equal('De "Brug" \\ {{APP_ID}}');
    expect(await nameOf('Regionaal Opleidingencentrum De Brug')).to.equal('Regionaal Opleidingencentrum De…');
  });

  for (const language of ['nl', 'en']) {
    it(`names only texts that are there, in ${language}, and within their length`, async () => {
      const manifest = await manifestOf();
      const { $schema: _link, ...texts } = parsed((await unpacked())[`${language}.json`]);
      for (const path of Object.keys(texts)) expect(at(manifest, path), path).to.be.a('string');
      expect(Object.keys(texts)).to.include.members(['name.short', 'description.full', 'staticTabs[0].name']);
      expect(String(texts['name.short']).length).to.be.at.most(30);
      expect(String(texts['description.short']).length).to.be.at.most(80);
      if (language === 'nl')
        for (const [path, text] of Object.entries(texts)) expect(at(manifest, path)).to.equal(text);
    });
  }

  it('has a picture of 192 pixels without holes', async () => {
    const picture = PNG.sync.read(Buffer.from((await unpacked())['color.png'] ?? []));
    expect([picture.width, picture.height]).to.deep.equal([192, 192]);
    expect(pixelsOf(picture).every(([, , , alpha]) => alpha === 255)).to.equal(true);
  });

  it('has an outline of 32 pixels: white on nothing', async () => {
    const picture = PNG.sync.read(Buffer.from((await unpacked())['outline.png'] ?? []));
    expect([picture.width, picture.height]).to.deep.equal([32, 32]);
    const visible = pixelsOf(picture).filter(([, , , alpha]) => alpha !== 0);
    expect(visible.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).to.equal(
      true,
    );
    expect(visible.length).to.be.within(50, 32 * 32 - 50);
  });

  it('is refused for nothing when all is there', () => {
    expect(packageProblems(values)).to.deep.equal([]);
  });

  for (const [what, change, lines] of [
    ['a missing id', { appId: '' }, ['MicrosoftAppId: the id of the bot registration is missing']],
    ['an id that is no GUID', { appId: 'mijn-bot' }, ['MicrosoftAppId: this is no GUID']],
    ['an address without TLS', { publicUrl: 'http://terugblik.school.example' }, [/^PUBLIC_URL: /]],
    ['an address with a path', { publicUrl: 'https://school.example/terugblik' }, [/^PUBLIC_URL: /]],
    ['a privacy page without TLS', { privacyUrl: 'http://school.example' }, [/^--privacy: /]],
    ['everything at once', { appId: 'x', publicUrl: '' }, [/^MicrosoftAppId: /, /^PUBLIC_URL: /]],
  ] as const) {
    it(`is refused for ${what}`, () => {
      const problems = packageProblems({ ...values, ...change });
      expect(problems).to.have.length(lines.length);
      lines.forEach((line, index) =>
        typeof line === 'string'
          ? expect(problems[index]).to.equal(line)
          : expect(problems[index]).to.match(line),
      );
    });
  }
});

/** Red, green, blue and how opaque, of every pixel. */
const pixelsOf = ({ data }: PNG): [number, number, number, number][] =>
  Array.from({ length: data.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(index * 4, index * 4 + 4);
    return [red, green, blue, alpha];
  });

import { Ajv } from 'ajv';
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { appId } from './support/activities.js';

const folder = new URL('../../../manifest/teams/', import.meta.url);
const json = async (url: URL): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(url, 'utf8')) as Record<string, unknown>;

const values: Readonly<Record<string, string>> = {
  VERSION: '1.2.3',
  APP_ID: appId,
  SCHOOL_NAME: 'Een school met een lange naam',
  PUBLIC_URL: 'https://terugblik.school.example',
  PUBLIC_HOST: 'terugblik.school.example',
};

/** The manifest with its places filled in. */
async function filled(): Promise<Record<string, unknown>> {
  const text = await readFile(new URL('manifest.json', folder), 'utf8');
  return JSON.parse(
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? `?${name}?`),
  ) as Record<string, unknown>;
}

/** What a path such as `bots[0].name` points at. */
const at = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>((inside, step) => (inside as Record<string, unknown> | undefined)?.[step], value);

describe('The Teams app manifest', () => {
  it('is valid once its places are filled in', async () => {
    // The schema is of draft 04; what it uses of that means the same in the draft that is checked with.
    const { $schema: _draft, ...schema } = await json(
      new URL('spec/MicrosoftTeams.schema.json', import.meta.url),
    );
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(schema);
    const manifest = await filled();
    validate(manifest);
    expect(validate.errors).to.equal(null);
    expect(JSON.stringify(manifest)).to.not.match(/\{\{|\?[A-Z_]+\?/);
    expect(validate({ ...manifest, id: 'no guid' }), 'the schema is at work').to.equal(false);
  });

  it('asks for a personal bot and nothing else', async () => {
    const manifest = await filled();
    expect(at(manifest, 'bots[0].scopes')).to.deep.equal(['personal']);
    expect(manifest['bots']).to.have.length(1);
    expect(manifest).to.not.have.any.keys('configurableTabs', 'composeExtensions', 'connectors');
  });

  for (const language of ['nl', 'en']) {
    it(`names only texts that are there, in ${language}, and within their length`, async () => {
      const manifest = await filled();
      const { $schema: _link, ...texts } = await json(new URL(`${language}.json`, folder));
      for (const path of Object.keys(texts)) expect(at(manifest, path), path).to.be.a('string');
      expect(Object.keys(texts)).to.include.members(['name.short', 'description.full', 'staticTabs[0].name']);
      expect(String(texts['name.short']).length).to.be.at.most(30);
      expect(String(texts['description.short']).length).to.be.at.most(80);
      if (language === 'nl')
        for (const [path, text] of Object.entries(texts)) expect(at(manifest, path)).to.equal(text);
    });
  }

  it('has a picture of 192 and a white outline of 32 pixels', async () => {
    const sizeOf = async (name: string): Promise<number[]> => {
      const png = await readFile(new URL(name, folder));
      expect(png.subarray(1, 4).toString('latin1')).to.equal('PNG');
      return [png.readUInt32BE(16), png.readUInt32BE(20)];
    };
    expect(await sizeOf('color.png')).to.deep.equal([192, 192]);
    expect(await sizeOf('outline.png')).to.deep.equal([32, 32]);
  });
});

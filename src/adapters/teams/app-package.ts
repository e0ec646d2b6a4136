import { zipSync } from 'fflate';

/** What the manifest does not know of itself. */
export type AppPackageValues = {
  appId: string;
  version: string;
  schoolName: string;
  /** Scheme and host, as Teams reaches this server. */
  publicUrl: string;
  /** The page that says what is kept and who reads it; null for the one that this server has. */
  privacyUrl: string | null;
};

/** A file of the package: its name, and what is in it. */
export type PackageFile = { name: string; bytes: Uint8Array };

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const httpsOrigin = /^https:\/\/[^/?#\s]+$/;
const httpsPage = /^https:\/\/[^/?#\s]+([/?#]\S*)?$/;

/** Everything that keeps Teams from taking the package, a line each; empty when nothing does. */
export function packageProblems({ appId, publicUrl, privacyUrl }: AppPackageValues): string[] {
  return [
    ...(guid.test(appId)
      ? []
      : [
          `MicrosoftAppId: ${appId === '' ? 'the id of the bot registration is missing' : 'this is no GUID'}`,
        ]),
    ...(httpsOrigin.test(publicUrl)
      ? []
      : ['PUBLIC_URL: Teams wants https and only a host, like https://terugblik.example.nl']),
    ...(privacyUrl === null || httpsPage.test(privacyUrl)
      ? []
      : ['--privacy: Teams wants a page that begins with https://']),
  ];
}

/** The same for every file and at every packing: a ZIP keeps the time of the machine's own zone. */
const packedAt = (): Date => new Date(1980, 0, 1);

/** The longest name of a developer that Teams takes. */
const developerName = 32;

/**
 * The app package of Teams: manifest.json with its places filled in, the icons and the texts, as a ZIP. The same
 * values give the same bytes. Call only when `packageProblems` has none.
 */
export function packTeamsApp(files: readonly PackageFile[], values: AppPackageValues): Uint8Array {
  const places: Readonly<Record<string, string>> = {
    APP_ID: values.appId.toLowerCase(),
    VERSION: values.version,
    SCHOOL_NAME: shortened(values.schoolName, developerName),
    PUBLIC_URL: values.publicUrl,
    PUBLIC_HOST: new URL(values.publicUrl).host,
    PRIVACY_URL: values.privacyUrl ?? `${values.publicUrl}/privacy`,
  };
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const packed = sorted.map(({ name, bytes }): [string, Uint8Array] => [
    name,
    name === 'manifest.json' ? fill(bytes, places) : bytes,
  ]);
  return zipSync(Object.fromEntries(packed), { mtime: packedAt(), level: 9 });
}

/** Fills in the texts of the manifest and not its source: a quote in a school's name stays a quote. */
function fill(manifest: Uint8Array, places: Readonly<Record<string, string>>): Uint8Array {
  const filled: unknown = JSON.parse(new TextDecoder().decode(manifest), (_key, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/\{\{(\w+)\}\}/g, (place, name: string) => places[name] ?? place)
      : value,
  );
  return new TextEncoder().encode(`${JSON.stringify(filled, null, 2)}\n`);
}

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;

import { createHmac, hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { Clock } from '../../ports/clock.js';
import type { Seals } from '../../ports/identity.js';

/** Of the shape inside; another one is not opened, so that whoever it was for signs in again. */
const version = 1;

/**
 * Seals with AES-256 in Galois/Counter Mode (JWE `dir`, `A256GCM`). The key is 32 bytes; what it seals and what it
 * signs is done under two keys that are derived from it (HKDF), so that neither use weakens the other.
 */
export function sealsUnder(key: Uint8Array, clock: Clock): Seals {
  const derived = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), purpose, 32));
  const sealing = derived('terugblik seal');
  const signing = derived('terugblik sign');
  return {
    seal: (use, value, expiresAt) =>
      new EncryptJWT({ v: version, value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(use)
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .encrypt(sealing),
    open: async (use, sealed) => {
      try {
        const { payload } = await jwtDecrypt(sealed, sealing, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          audience: use,
          requiredClaims: ['exp'],
          currentDate: new Date(clock.now()),
        });
        return payload['v'] === version ? (payload['value'] ?? null) : null;
      } catch {
        // Forged, of another key, run out: for whoever holds it, it is the same.
        return null;
      }
    },
    sign: (text) => createHmac('sha256', signing).update(text).digest('base64url'),
  };
}

import { createECDH, createPrivateKey } from 'node:crypto';

// P-256: the order of its base point (FIPS 186-5).
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Signs a digest that was made elsewhere, which Node's own `sign` cannot: it hashes what it is given. Good for a stand-in
 * on one's own machine only, for it takes longer for some keys than for others.
 */
export function signDigest(pkcs8: Buffer, digest: Buffer): Buffer {
  const { d = '' } = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
  for (;;) {
    const once = createECDH('prime256v1');
    const point = once.generateKeys();
    const r = numberIn(point.subarray(1, 33)) % order;
    const inverse = power(numberIn(once.getPrivateKey()), order - 2n);
    const s = (inverse * ((numberIn(digest) + r * numberIn(Buffer.from(d, 'base64url'))) % order)) % order;
    if (r !== 0n && s !== 0n) return sequence(Buffer.concat([integer(r), integer(s)]));
  }
}

const numberIn = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let factor = base, rest = exponent; rest > 0n; rest >>= 1n, factor = (factor * factor) % order)
    if (rest & 1n) result = (result * factor) % order;
  return result;
}

// DER, where every length here is below 128.
const sequence = (body: Buffer): Buffer => Buffer.concat([Buffer.from([0x30, body.length]), body]);

function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  // A leading bit would make it negative.
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}

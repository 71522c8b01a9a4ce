import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate with its key, both in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority that lives as long as a test, so that no key is kept anywhere. */
export class Authority {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly cert: string;

  constructor(private readonly name: string) {
    const isAuthority = extension('551d13', der(0x30, der(0x01, Buffer.from([0xff]))));
    this.cert = this.signed(name, this.keys.publicKey, isAuthority);
  }

  /** A certificate of this name, for a client or for a server at 127.0.0.1. */
  issue(name: string): Certificate {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const isLoopback = extension('551d11', der(0x30, der(0x87, Buffer.from([127, 0, 0, 1]))));
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return { cert: this.signed(name, publicKey, isLoopback), key };
  }

  /** X.509 version 3, RFC 5280 section 4.1. */
  private signed(subject: string, publicKey: KeyObject, extensions: Buffer): string {
    const ecdsaWithSha256 = der(0x30, oid('2a8648ce3d040302'));
    const certificate = der(
      0x30,
      der(0xa0, der(0x02, Buffer.from([2]))),
      der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
      ecdsaWithSha256,
      commonName(this.name),
      der(0x30, utcTime(-3600), utcTime(24 * 3600)),
      commonName(subject),
      publicKey.export({ type: 'spki', format: 'der' }),
      der(0xa3, der(0x30, extensions))
    );
    const signature = sign('sha256', certificate, this.keys.privateKey);
    const whole = der(0x30, certificate, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
    return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`;
  }
}

/** One value in DER: its tag, its length and what it is made of. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

const commonName = (name: string): Buffer =>
  der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(name)))));

const extension = (id: string, value: Buffer): Buffer => der(0x30, oid(id), der(0x04, value));

/** The time in so many seconds, as YYMMDDhhmmssZ. */
function utcTime(seconds: number): Buffer {
  const time = new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+|[-:T]/g, '');
  return der(0x17, Buffer.from(time.slice(2)));
}

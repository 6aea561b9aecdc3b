/** Samples of private keys and of what is read like them. They have the right form and open nothing. */
import type { Sample } from '../sample.ts';

type Random = () => number;

const noise = (length: number, random: Random): Buffer =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));

/** An item of DER (X.690 section 8.1) with a length of one or of three octets. */
const der = (tag: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const head =
    body.length < 0x80
      ? Buffer.from([tag, body.length])
      : Buffer.from([tag, 0x82, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([head, body]);
};

const version = (number: number): Buffer => der(0x02, Buffer.from([number]));
const integer = (length: number, random: Random): Buffer =>
  der(0x02, Buffer.from([0]), noise(length, random));
const oid = (...bytes: number[]): Buffer => der(0x06, Buffer.from(bytes));

const rsa = (random: Random): Buffer =>
  der(0x30, version(0), ...[256, 3, 256, 128, 128].map((length) => integer(length, random)));
const rsaType = der(0x30, oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1), der(0x05));
const pkcs8 = (random: Random): Buffer => der(0x30, version(0), rsaType, der(0x04, rsa(random)));
const encryptedPkcs8 = (random: Random): Buffer =>
  der(
    0x30,
    der(0x30, oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13)),
    der(0x04, noise(600, random)),
  );
const ec = (random: Random): Buffer =>
  der(
    0x30,
    version(1),
    der(0x04, noise(32, random)),
    der(0xa0, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7)),
  );

const openssh = (cipher: string, random: Random): Buffer =>
  Buffer.concat([
    Buffer.from(`openssh-key-v1\0\0\0\0${String.fromCharCode(cipher.length)}${cipher}`, 'latin1'),
    noise(360, random),
  ]);

const tectia = (cipher: string, random: Random): Buffer => {
  const body = noise(300, random);
  const word = (value: number): Buffer => Buffer.from([0, 0, value >> 8, value & 0xff]);
  const texts = ['if-modn{sign{rsa-pkcs1-sha1}}', cipher].map((text) =>
    Buffer.concat([word(text.length), Buffer.from(text)]),
  );
  return Buffer.concat([Buffer.from([0x3f, 0x6f, 0xf9, 0xeb]), word(400), ...texts, body]);
};

/** A packet of tag 5: version 4, a time, EdDSA on a curve, one integer, and how the rest is kept. */
const pgp = (usage: number, random: Random): Buffer => {
  const point = Buffer.concat([Buffer.from([1, 7, 0x40]), noise(32, random)]);
  const head = Buffer.from([4, 0x60, 0, 0, 0, 22, 9, 0x2b, 6, 1, 4, 1, 0xda, 0x47, 0x0f, 1]);
  const body = Buffer.concat([head, point, Buffer.from([usage]), noise(60, random)]);
  return Buffer.concat([Buffer.from([0x94, body.length]), body]);
};

const armour = (begin: string, data: Buffer, headers = ''): string => {
  const lines = data.toString('base64').match(/.{1,64}/g) ?? [];
  return [`${begin}${headers}`, ...lines, begin.replace('BEGIN', 'END')].join('\n');
};

const bodyFor = (begin: string, random: Random): Buffer => {
  if (begin.includes('OPENSSH')) return openssh('none', random);
  if (begin.includes('PGP')) return pgp(0, random);
  if (begin.includes('SSH2')) return tectia('none', random);
  if (begin.includes('EC ')) return ec(random);
  return begin.includes('RSA') || begin.includes('DSA') ? rsa(random) : pkcs8(random);
};

/** A private key in PEM, not encrypted, as its BEGIN line says. */
export const pemSample = (begin: string, random: Random): string =>
  armour(begin, bodyFor(begin, random));

const encryptedPem = (begin: string, random: Random): string => {
  if (begin.includes('OPENSSH')) return armour(begin, openssh('aes256-ctr', random));
  if (begin.includes('PGP')) return armour(begin, pgp(254, random));
  if (begin.includes('SSH2')) return armour(begin, tectia('3des-cbc', random));
  if (begin.includes('ENCRYPTED')) return armour(begin, encryptedPkcs8(random));
  const headers =
    '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n';
  return armour(begin, noise(600, random), headers);
};

const wrapped = (data: Buffer): string[] => data.toString('base64').match(/.{1,64}/g) ?? [];

const ppk = (encryption: string, random: Random): string => {
  const shown = wrapped(noise(150, random));
  const hidden = wrapped(noise(100, random));
  return [
    'PuTTY-User-Key-File-2: ssh-rsa',
    `Encryption: ${encryption}`,
    'Comment: rsa-key',
    `Public-Lines: ${shown.length}`,
    ...shown,
    `Private-Lines: ${hidden.length}`,
    ...hidden,
  ].join('\n');
};

const encoded = (document: object): string =>
  Buffer.from(JSON.stringify(document)).toString('base64');

const jsonWebKey = (random: Random): Sample => {
  const part = (): string => noise(32, random).toString('base64url');
  const secret = part();
  return {
    text: `{"kty":"EC","crv":"P-256","x":"${part()}","y":"${part()}","d":"${secret}"}`,
    secret,
  };
};

const tink = (anchor: string, random: Random): Sample => {
  const secret = noise(48, random).toString('base64');
  const data = `{"typeUrl":"${anchor}AesGcmKey","value":"${secret}","keyMaterialType":"SYMMETRIC"}`;
  return { text: `{"primaryKeyId":1,"key":[{"keyData":${data}}]}`, secret };
};

const pkcs12 = (random: Random): Buffer => {
  const safe = der(
    0x30,
    oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1),
    der(0xa0, noise(800, random)),
  );
  return der(0x30, version(3), safe);
};

const keystore = (random: Random): Sample => {
  const magic = Buffer.from('\xfe\xed\xfe\xed\0\0\0\x02\0\0\0\x01\0\0\0\x01\0\x03key', 'latin1');
  const date = Buffer.alloc(8);
  const key = noise(300, random);
  const data = Buffer.concat([magic, date, Buffer.from([0, 0, 1, 44]), key]);
  return { text: data.toString('latin1'), secret: key.toString('latin1', 0, 64) };
};

const sshCertificate = (random: Random): Sample => {
  const text = (value: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length);
    return Buffer.concat([length, value]);
  };
  const name = 'ssh-ed25519-cert-v01@openssh.com';
  const data = Buffer.concat([
    text(Buffer.from(name)),
    text(noise(32, random)),
    text(noise(32, random)),
    Buffer.alloc(8),
    Buffer.from([0, 0, 0, 1]),
    text(Buffer.from('builder')),
    text(text(Buffer.from('root'))),
    Buffer.alloc(8),
    Buffer.alloc(8, 0xff),
    text(noise(80, random)),
  ]).toString('base64');
  const body = data.replace(/=+$/, '');
  const padding = data.slice(body.length);
  return { text: `${name} ${body}${padding} root`, secret: data };
};

const sharedAccessSignature = (random: Random): Sample => {
  const secret = encodeURIComponent(noise(32, random).toString('base64'));
  const query = `sv=2022-11-02&ss=b&srt=co&sp=rl&se=2099-01-01T00:00:00Z&sig=${secret}`;
  return { text: `https://sample.blob.core.windows.net/data?${query}`, secret };
};

/** Twelve words of letters drawn at random: of the form, from no list. */
const mnemonic = (anchor: string, random: Random): Sample => {
  const word = (): string =>
    [...noise(3 + Math.floor(random() * 6), random)]
      .map((byte) => String.fromCharCode(97 + (byte % 26)))
      .join('');
  const secret = Array.from({ length: 12 }, word).join(' ');
  return { text: `${anchor}="${secret}"`, secret };
};

const whole = (text: string): Sample => ({ text, secret: text });

/** @returns null where the structure is none of these. */
export const sampleKey = (name: string, anchor: string, random: Random): Sample | null => {
  switch (name) {
    case 'pem':
      return whole(pemSample(anchor, random));
    case 'pem-encrypted':
      return whole(encryptedPem(anchor, random));
    case 'pem-base64':
      return whole(
        Buffer.from(pemSample('-----BEGIN PRIVATE KEY-----', random)).toString('base64'),
      );
    case 'ppk':
      return whole(ppk('none', random));
    case 'ppk-encrypted':
      return whole(ppk('aes256-cbc', random));
    case 'json-web-key':
      return jsonWebKey(random);
    case 'tink-keyset':
      return tink(anchor, random);
    case 'google-service-account-base64': {
      const key = pemSample('-----BEGIN PRIVATE KEY-----', random);
      const mail = 'builder@some-project-1.iam.gserviceaccount.com';
      return whole(encoded({ type: 'service_account', private_key: key, client_email: mail }));
    }
    case 'tink-keyset-base64':
      return whole(
        Buffer.from(tink('type.googleapis.com/google.crypto.tink.', random).text).toString(
          'base64',
        ),
      );
    case 'pkcs12': {
      const text = pkcs12(random).toString('latin1');
      const start = text.indexOf('\x01\x07\x01') + 3;
      return { text, secret: text.slice(start, start + 64) };
    }
    case 'pkcs12-base64':
      return whole(pkcs12(random).toString('base64').slice(0, 180));
    case 'mnemonic':
      return mnemonic(anchor, random);
    case 'java-keystore':
      return keystore(random);
    case 'ssh-certificate':
      return sshCertificate(random);
    case 'azure-sas':
      return sharedAccessSignature(random);
    default:
      return null;
  }
};

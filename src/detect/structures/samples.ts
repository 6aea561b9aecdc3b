/** Samples for the formats that only code can read. The keys are of the right form and open nothing. */
import type { Sample } from '../sample.ts';
import { sampleLogin } from './login-samples.ts';

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const pick = (alphabet: string, length: number, random: () => number): string =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');

/** A DER SEQUENCE (or OpenSSH's container) of random bytes under the header. */
const pem = (begin: string, random: () => number): string => {
  const noise = Buffer.from(Array.from({ length: 600 }, () => Math.floor(random() * 256)));
  const der = Buffer.concat([Buffer.from([0x30, 0x82, 0x02, 0x58]), noise]);
  const openssh = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    Buffer.from([0, 0, 0, 4]),
    Buffer.from('none'),
    noise,
  ]);
  const pgp = Buffer.concat([Buffer.from([0x95, 0x02, 0x58]), noise]);
  const data = begin.includes('OPENSSH') ? openssh : begin.includes('PGP') ? pgp : der;
  const lines = data.toString('base64').match(/.{1,64}/g) ?? [];
  return [begin, ...lines, begin.replace('BEGIN', 'END')].join('\n');
};

const whole = (text: string): Sample => ({ text, secret: text });

/**
 * @param name The structure.
 * @param anchors Of the pattern; the first is used.
 */
export const sampleStructure = (
  name: string,
  anchors: readonly string[],
  random: () => number,
): Sample => {
  const anchor = anchors[0] ?? '';
  switch (name) {
    case 'pem':
      return whole(pem(anchor, random));
    case 'pem-encrypted':
      return whole(
        pem(anchor, random).replace('\n', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n'),
      );
    case 'google-service-account': {
      const key = pem(anchor, random).replaceAll('\n', '\\n');
      const mail = 'builder@some-project-1.iam.gserviceaccount.com';
      const document = `{"type":"service_account","private_key":"${key}\\n","client_email":"${mail}"}`;
      return { text: document, secret: key };
    }
    case 'azure-ai-endpoint': {
      const secret = '0a' + pick('0123456789abcdef', 30, random);
      const text = `OPENAI_BASE_URL=https://sample-resource${anchor}/\nOPENAI_API_KEY=${secret}`;
      return { text, secret };
    }
    case 'aws-secret': {
      const id = anchor + 'Q' + pick(base32, 15, random);
      const secret = pick(base64, 38, random) + 'a1';
      return { text: `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET=${secret}`, secret };
    }
    default: {
      const login = sampleLogin(name, anchor, random);
      if (login !== null) return login;
      throw new Error(`no sample for the structure "${name}"`);
    }
  }
};

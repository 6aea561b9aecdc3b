/** Samples for the formats that only code can read. The keys are of the right form and open nothing. */
import type { Sample } from '../sample.ts';
import { pemSample, sampleKey } from './key-samples.ts';
import { sampleLogin } from './login-samples.ts';

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const pick = (alphabet: string, length: number, random: () => number): string =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');

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
    case 'google-service-account': {
      const key = pemSample(anchor, random).replaceAll('\n', '\\n');
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
    case 'password-assignment': {
      const secret = `${pick(base64, 12, random)}-9qX`;
      return { text: `DB_PASSWORD="${secret}"`, secret };
    }
    case 'secret-assignment': {
      const secret = `${pick(base64, 24, random)}7vZq`;
      return { text: `INTERNAL_SERVICE_TOKEN="${secret}"`, secret };
    }
    default: {
      const sample = sampleKey(name, anchor, random) ?? sampleLogin(name, anchor, random);
      if (sample !== null) return sample;
      throw new Error(`no sample for the structure "${name}"`);
    }
  }
};

/**
 * Azure's annotated keys: 52 random characters, `JQQJ99`, year and month of birth, 12 characters of
 * the platform, 4 + 4 that name the service, and the start of a Marvin32 checksum over all that.
 * Source: microsoft/security-utilities, LegacyCommonAnnotatedSecurityKey and IdentifiableSecrets.
 */
import { marvin32 } from './marvin32.ts';
import type { CredentialCheck } from './index.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const SEED = 'Default0';
/** Characters that the checksum covers: 60 bytes. */
const COVERED = 80;
const FIRST_YEAR = 2024;
/** `JQQJ99` stands at 52; behind it the year (A is 2024) and the month (A is January). */
const DATE_AT = 58;

/** By the number in the four characters before `ACOG`; the list is Microsoft's AzureCognitiveService. */
const cognitiveServices = [
  'AI Services',
  'OpenAI',
  'Anomaly Detector (edge)',
  'Anomaly Detector',
  'Cognitive Services',
  'Computer Vision',
  'Content Moderator',
  'Content Safety',
  'Custom Vision prediction',
  'Custom Vision training',
  'Face',
  'Form Recognizer',
  'Health Decision Support',
  'Health Insights',
  'Immersive Reader',
  'all in one (internal)',
  'Knowledge',
  'LUIS authoring',
  'LUIS',
  'Metrics Advisor',
  'Personalizer',
  'QnA Maker',
  'QnA Maker v2',
  'Speaker Recognition',
  'Speech',
  'Speech Translation',
  'Text Analytics',
  'Translator',
  'dummy',
  'Transcription Intelligence',
  'Video Intelligence',
  'Bing Autosuggest',
  'Bing Autosuggest v7',
  'Bing Custom Search',
  'Bing Custom Visual Search',
  'Bing Entity Search',
  'Bing Search',
  'Bing Search v7',
  'Bing Speech',
  'Bing Spell Check',
  'Bing Spell Check v7',
];

const inBase62 = (bytes: Buffer): string => {
  let text = '';
  for (let rest = bytes.readUInt32BE(0); rest > 0; rest = Math.floor(rest / 62)) {
    text = base62.charAt(rest % 62) + text;
  }
  return text;
};

/** The two spellings of the checksum that Microsoft's own validation takes. */
const checksums = (head: string): string[] => {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(marvin32(Buffer.from(head, 'base64'), SEED));
  return [sum.toString('base64').slice(0, 4), inBase62(sum).slice(0, 4)];
};

const detailsOf = (secret: string): string[] => {
  const details: string[] = [];
  const month = base64.indexOf(secret.charAt(DATE_AT + 1));
  const year = base64.indexOf(secret.charAt(DATE_AT));
  if (year >= 0 && month >= 0 && month < 12) {
    details.push(`created: ${FIRST_YEAR + year}-${String(month + 1).padStart(2, '0')}`);
  }
  if (secret.slice(76, COVERED) === 'ACOG' && secret.startsWith('AAA', 72)) {
    const service = cognitiveServices[base64.indexOf(secret.charAt(75))];
    if (service !== undefined) details.push(`service: Azure ${service}`);
  }
  return details;
};

export const azureAnnotatedKey: CredentialCheck = {
  verify: (secret) => ({
    ok: checksums(secret.slice(0, COVERED)).includes(secret.slice(COVERED, COVERED + 4)),
    details: detailsOf(secret),
  }),
  seal: (shape) => {
    const head = shape.slice(0, COVERED);
    const [first = '', second = ''] = checksums(head);
    return head + (/^[A-Za-z0-9]+$/.test(first) ? first : second) + shape.slice(COVERED + 4);
  },
};

/**
 * Prefixes that several vendors share: the length, the alphabet or the surroundings decide the name.
 * All samples are drawn at run time.
 */
import { describe, expect, test } from '@jest/globals';
import { compileRules } from '../../src/detect/ruleset.ts';
import { rules } from '../../src/rules/index.ts';
import { draw as drawFrom, searchText } from '../detect/search-text.ts';

const hex = '0123456789abcdef';
const alnum = `${hex}ghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ`;

let seed = 7;
const draw = (alphabet: string, length: number): string => drawFrom(alphabet, length, (seed += 1));
const uuid = (): string => [8, 4, 4, 4, 12].map((length) => draw(hex, length)).join('-');

const ruleSet = compileRules(rules);

const named = async (text: string): Promise<string[]> => {
  return (await searchText(ruleSet, text, 'app/settings')).map(
    (match) => rules[match.rule]?.id ?? '',
  );
};

describe('a shared prefix', () => {
  test.each([
    ['sk_ and 48 hex digits', `sk_${draw(hex, 48)}`, 'elevenlabs-api-key'],
    ['sk_car_', `sk_car_${draw(alnum, 22)}`, 'cartesia-api-key'],
    ['sk_live_ and 99 letters and digits', `sk_live_51${draw(alnum, 97)}`, 'stripe-secret-key'],
    ['sk_live_ and 24 letters and digits', `sk_live_${draw(alnum, 24)}`, 'stripe-secret-key'],
    ['sk_test_', `sk_test_51${draw(alnum, 97)}`, 'stripe-test-key'],
    ['sk_live_ and 40 hex digits', `sk_live_${draw(hex, 40)}`, 'paystack-secret-key'],
    [
      'sk_live_ beside Highnote',
      `HIGHNOTE_API_KEY=sk_live_${draw(alnum, 80)}`,
      'highnote-secret-key',
    ],
    ['key_ and 128 hex digits', `key_${draw(hex, 128)}`, 'runway-api-secret'],
    ['key_ and 28 hex digits', `key_${draw(hex, 28)}`, 'retell-api-key'],
    ['sgp_ and 64 letters and digits', `sgp_${draw(alnum, 64)}`, 'segment-public-api-token'],
    ['live_ and 35 hex digits', `live_${draw(hex, 35)}`, 'lob-api-key'],
    ['live_ and 32 hex digits', `live_${draw(hex, 32)}`, 'scale-api-key'],
    [
      'live_ beside GoCardless',
      `GOCARDLESS_TOKEN="live_${draw(alnum, 40)}"`,
      'gocardless-access-token',
    ],
    ['ak- and a UUID', `ak-${uuid()}-${draw(alnum, 32)}`, 'arize-api-key'],
    ['whsec_ and 32', `whsec_${draw(alnum, 32)}`, 'stripe-webhook-secret'],
    ['whsec_ and 44 of base64', `whsec_${draw(alnum, 43)}=`, 'svix-webhook-secret'],
    ['sk-lf-', `sk-lf-${uuid()}`, 'langfuse-secret-key'],
    ['sk- beside Braintrust', `BRAINTRUST_API_KEY=sk-${draw(alnum, 48)}`, 'braintrust-api-key'],
    ['sk- beside LiteLLM', `LITELLM_MASTER_KEY=sk-${draw(alnum, 48)}`, 'litellm-key'],
    ['SG. with two parts', `SG.${draw(alnum, 22)}.${draw(alnum, 43)}`, 'sendgrid-api-key'],
    ['SG_ and 16 hex digits', `SG_${draw(hex, 16)}`, 'segmind-api-key'],
  ])('%s', async (_name, text, id) => {
    expect(await named(text)).toEqual([id]);
  });

  test('without a vendor beside it names none', async () => {
    expect(await named(`API_KEY=sk-${draw(alnum, 48)}`)).toEqual(['openai-compatible-key']);
  });
});

describe('a credential of two halves', () => {
  test('Twilio: the SIDs are told apart from token and secret', async () => {
    const text = [
      `TWILIO_ACCOUNT_SID=AC${draw(hex, 32)}`,
      `TWILIO_AUTH_TOKEN=${draw(hex, 32)}`,
      `TWILIO_API_KEY=SK${draw(hex, 32)}`,
      `TWILIO_API_SECRET=${draw(alnum, 32)}`,
    ].join('\n');
    expect(await named(text)).toEqual([
      'twilio-account-sid',
      'twilio-auth-token',
      'twilio-api-key-sid',
      'twilio-api-key-secret',
    ]);
  });

  test('Datadog: the application key is longer', async () => {
    const text = `DD_API_KEY=${draw(hex, 32)}\nDD_APP_KEY=${draw(hex, 40)}`;
    expect(await named(text)).toEqual(['datadog-api-key', 'datadog-application-key']);
  });

  test('LiveKit: its settings file names a key and gives its secret', async () => {
    const text = `port: 7880\nkeys:\n  API${draw(alnum, 12)}: ${draw(alnum, 43)}\n`;
    expect(await named(text)).toEqual(['livekit-api-secret']);
  });

  test('Kaggle: the file of the command line tool', async () => {
    const text = `{"username":"some-body","key":"${draw(hex, 32)}"}`;
    expect(await named(text)).toEqual(['kaggle-legacy-key']);
  });

  test('Telegram: in the path of a call', async () => {
    const text = `https://api.telegram.org/bot${draw('123456789', 10)}:AAH${draw(alnum, 32)}/getMe`;
    expect(await named(text)).toEqual(['telegram-bot-token']);
  });
});

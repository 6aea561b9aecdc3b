/**
 * Text in which a provider's name stands beside something random that is no credential: lock files,
 * digests, identifiers. None of it may be called likely.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { compileRules } from '../../src/detect/ruleset.ts';
import { rules } from '../../src/rules/index.ts';
import { searchText } from '../detect/search-text.ts';

const ruleSet = compileRules(rules);

const found = async (text: string): Promise<string[]> => {
  return (await searchText(ruleSet, text, 'app/requirements.lock')).map(
    (match) => rules[match.rule]?.id ?? '',
  );
};

const packages = [
  'wandb',
  'deepgram-sdk',
  'comet-ml',
  'assemblyai',
  'elevenlabs',
  'sentry-sdk',
  'datadog',
  'newrelic',
  'honeycomb-beeline',
  'confluent-kafka',
  'twilio',
  'mailgun',
  'binance-connector',
  'coinbase',
  'kraken-wsclient',
  'paypalrestsdk',
  'braintree',
  'plaid-python',
  'amplitude-analytics',
  'mixpanel',
  'hume',
  'lakera',
  'clearml',
  'label-studio-sdk',
  'fastly',
  'jumpcloud',
  'looker-sdk',
  'telegram-bot',
  'discord.py',
];

const digest = (algorithm: string, name: string, encoding: 'hex' | 'base64'): string =>
  createHash(algorithm).update(name).digest(encoding);

const lines: [string, (name: string) => string][] = [
  ['pip with hashes', (n) => `${n}==1.2.3 \\\n    --hash=sha256:${digest('sha256', n, 'hex')}`],
  ['package-lock.json', (n) => `"${n}": {"integrity": "sha512-${digest('sha512', n, 'base64')}"}`],
  ['go.sum', (n) => `github.com/${n}/client v1.2.3 h1:${digest('sha256', n, 'base64')}`],
  ['a git pin', (n) => `${n} @ git+https://example.org/${n}.git@${digest('sha1', n, 'hex')}`],
  ['a docker digest', (n) => `FROM ${n}/app@sha256:${digest('sha256', n, 'hex')}`],
  ['a commit in a changelog', (n) => `- ${n}: fix (${digest('sha1', n, 'hex')})`],
  ['an archive of a mirror', (n) => `url ${n} ${digest('sha256', n, 'hex')}.tar.gz`],
];

describe('the name of a package beside a digest is no credential', () => {
  test.each(lines)('%s', async (_name, line) => {
    expect(await found(packages.map((name) => line(name)).join('\n\n'))).toEqual([]);
  });
});

describe('identifiers are no credentials', () => {
  test.each([
    'VAPI_ASSISTANT_ID=7d9f2c1e-4b8a-4c3d-9e0f-1a2b3c4d5e6f',
    'tl_module_name_and_some_more_words_here',
    'def re_compiles_the_pattern_again_and_again():',
    'task_test_of_the_stripe_integration_which_is_long_enough',
    'background: url(/img/video.ico-7a388b69018576d24b59331fd60aab0c.png)',
    'mappings: "AAAA,SAAS,EAAAA,CAAA,GAAAC,CAAA,IAAAC,CAAA,EAAAC;IACAAA"',
    'const discordChannel = "channels/412345678901234567/messages";',
    'see hooks.slack.com/services/ and discord.com/api/webhooks/ for more',
    'sk-learn and sk_live_ are prefixes; so is re_ and key_',
  ])('%s', async (text) => {
    expect(await found(text)).toEqual([]);
  });
});

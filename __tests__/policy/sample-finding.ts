/** Findings for tests, with only what a test is about written out. */
import type { Finding, Place } from '../../src/model/finding.ts';

export const place = (part: Partial<Place> = {}): Place => ({
  where: 'layer',
  path: 'app/config.yml',
  layer: 1,
  line: 3,
  column: 8,
  offset: 40,
  length: 20,
  hidden: null,
  platforms: ['linux/amd64'],
  instruction: null,
  ...part,
});

export const finding = (part: Partial<Finding> = {}): Finding => ({
  fingerprint: '0123456789abcdef0123',
  rule: 'acme-key',
  provider: 'Acme',
  title: 'Acme key',
  category: 'saas',
  ai: false,
  severity: 'high',
  confidence: 'likely',
  redacted: 'acm…9z',
  details: [],
  inherited: false,
  suppressed: null,
  revoke: 'revoke it',
  fix: null,
  places: [place()],
  story: '',
  ...part,
});

/** What a rule of a test says of itself where nobody asks. */
export const probe = {
  provider: 'Probe',
  name: 'key',
  category: 'saas',
  revoke: '-',
  source: '-',
} as const;

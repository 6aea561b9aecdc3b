/** Secrets with which a receiver checks that a webhook is genuine. */
import { anchored, base64, possible, rule, run } from '../format.ts';

export const webhookSignature = [
  rule({
    id: 'svix-webhook-secret',
    provider: 'Svix',
    name: 'webhook signing secret (Svix, Clerk, Resend, OpenAI and others)',
    category: 'messaging',
    severity: 'medium',
    patterns: [possible(anchored('whsec_', run(base64, 32, 88), run('=', 0, 2)))],
    env: ['SVIX_WEBHOOK_SECRET', 'CLERK_WEBHOOK_SECRET', 'WEBHOOK_SECRET'],
    revoke: "rotate the secret of the endpoint in the provider's dashboard",
    source: 'docs.svix.com, verifying webhooks manually; standardwebhooks.com',
    related: ['stripe-webhook-secret', 'stripe-cli-webhook-secret'],
  }),
];

/** Lark and Feishu. An app has a secret; tokens tell by a letter whose they are. */
import { alnum, either, named, possible, rule, run, strict, word } from '../format.ts';

export const lark = [
  rule({
    id: 'lark-app-secret',
    provider: 'Lark',
    name: 'app secret',
    category: 'messaging',
    patterns: [
      named(
        [
          'lark app secret',
          'larksuite app secret',
          'feishu app secret',
          'lark secret',
          'larksuite secret',
          'feishu secret',
        ],
        run(alnum, 32),
      ),
    ],
    env: ['LARK_APP_SECRET', 'FEISHU_APP_SECRET'],
    verify:
      'POST https://open.larksuite.com/open-apis/auth/v3/tenant_access_token/internal with app_id and app_secret; code 0: alive',
    revoke: 'reset the secret under Credentials at https://open.larksuite.com/app',
    source: 'open.larksuite.com/document, get custom app tenant_access_token',
  }),
  rule({
    id: 'lark-access-token',
    provider: 'Lark',
    name: 'tenant or user access token',
    category: 'messaging',
    patterns: [
      possible(
        strict(['larksuite', 'lark', 'feishu'], either('t-', 'u-', 'a-'), run(`${word}.-`, 20, 60)),
      ),
    ],
    env: ['LARK_ACCESS_TOKEN'],
    lifetime: '2 hours',
    verify:
      'GET https://open.larksuite.com/open-apis/authen/v1/user_info with Authorization: Bearer; code 0: alive',
    revoke: 'wait for its end, or reset the app secret',
    source: 'open.larksuite.com/document, access tokens',
  }),
];

/** Foursquare. Client secrets of the first API and keys of the Places API. */
import { anchored, base64, rule, run, strict, upperAlnum } from '../format.ts';

const source = 'docs.foursquare.com, manage API keys';

export const foursquare = [
  rule({
    id: 'foursquare-client-secret',
    provider: 'Foursquare',
    name: 'client ID or secret',
    category: 'saas',
    patterns: [strict(['foursquare'], run(upperAlnum, 48))],
    env: ['FOURSQUARE_CLIENT_SECRET'],
    verify:
      'GET https://api.foursquare.com/v2/venues/search?ll=0,0&v=20240101 with client_id and client_secret; 200: alive, 400 or 401: not',
    revoke: 'regenerate the secret at https://foursquare.com/developers',
    source,
  }),
  rule({
    id: 'foursquare-api-key',
    provider: 'Foursquare',
    name: 'Places API key',
    category: 'saas',
    patterns: [anchored('fsq3', run(base64, 43), '=')],
    env: ['FOURSQUARE_API_KEY'],
    verify:
      'GET https://api.foursquare.com/v3/places/search with Authorization: KEY; 200: alive, 401: not',
    revoke: 'revoke the key at https://foursquare.com/developers',
    source,
  }),
];

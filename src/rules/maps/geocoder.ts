/** Services that turn addresses into places and back. */
import { alnum, base64url, lowerAlnum, named, possible, rule, run, strict } from '../format.ts';

export const geocoder = [
  rule({
    id: 'geoapify-api-key',
    provider: 'Geoapify',
    name: 'API key',
    category: 'maps',
    severity: 'medium',
    patterns: [strict(['geoapify'], run(lowerAlnum, 32))],
    env: ['GEOAPIFY_API_KEY'],
    verify:
      'GET https://api.geoapify.com/v1/geocode/search?text=x&apiKey=KEY; 200: alive, 401: not',
    revoke: 'delete the key in the project at https://myprojects.geoapify.com',
    source: 'apidocs.geoapify.com, API key',
  }),
  rule({
    id: 'geocode-xyz-key',
    provider: 'Geocode',
    name: 'API key',
    category: 'maps',
    severity: 'medium',
    patterns: [
      possible(
        strict(
          [
            'geocode xyz',
            'geocode api',
            'geocode key',
            'geocode secret',
            'geocode token',
            'geocode auth',
          ],
          run(lowerAlnum, 28),
        ),
      ),
      possible(strict(['geocode private', 'geocode access'], run(lowerAlnum, 28))),
    ],
    env: ['GEOCODE_API_KEY'],
    revoke: 'regenerate the key at https://geocode.xyz/account',
    source: 'geocode.xyz/api',
  }),
  rule({
    id: 'geocodify-api-key',
    provider: 'Geocodify',
    name: 'API key',
    category: 'maps',
    severity: 'medium',
    patterns: [strict(['geocodify'], run(lowerAlnum, 40))],
    env: ['GEOCODIFY_API_KEY'],
    verify: 'GET https://api.geocodify.com/v2/geocode?api_key=KEY&q=x; 200: alive, 401: not',
    revoke: 'regenerate the key at https://geocodify.com/dashboard',
    source: 'geocodify.com/docs',
  }),
  rule({
    id: 'geocodio-api-key',
    provider: 'Geocodio',
    name: 'API key',
    category: 'maps',
    severity: 'medium',
    patterns: [strict(['geocodio'], run(lowerAlnum, 39, 44))],
    env: ['GEOCODIO_API_KEY'],
    verify: 'GET https://api.geocod.io/v1.7/geocode?q=x&api_key=KEY; 200 or 422: alive, 403: not',
    revoke: 'delete the key at https://dash.geocod.io/apikey',
    source: 'geocod.io/docs, authentication',
  }),
  rule({
    id: 'here-api-key',
    provider: 'HERE',
    name: 'API key',
    category: 'maps',
    patterns: [
      named(
        ['here api', 'here maps api', 'here maps key', 'here key', 'here apikey', 'here token'],
        run(base64url, 43),
      ),
      possible(strict(['hereapi'], run(base64url, 43))),
    ],
    env: ['HERE_API_KEY'],
    verify:
      'GET https://geocode.search.hereapi.com/v1/geocode?q=x&apiKey=KEY; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.here.com/admin/apps',
    source: 'here.com/docs, API key credentials',
  }),
  rule({
    id: 'locationiq-access-token',
    provider: 'LocationIQ',
    name: 'access token',
    category: 'maps',
    severity: 'medium',
    patterns: [named(['locationiq', 'location iq'], 'pk.', run(`${alnum}-`, 32))],
    env: ['LOCATIONIQ_API_KEY'],
    verify: 'GET https://us1.locationiq.com/v1/balance?key=KEY; 200: alive, 401: not',
    revoke: 'revoke the token at https://my.locationiq.com/dashboard',
    source: 'docs.locationiq.com, authentication',
  }),
];

/**
 * GitHub's REST and GraphQL API, by the HTTP client that @actions/core brings, which knows the
 * runner's proxy settings. Trouble is an answer and no error: the gate's verdict never hangs on it.
 */
import { HttpClient } from '@actions/http-client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Api, ApiRequest } from '../model/github-api.ts';

export interface GitHubOptions {
  /** `https://api.github.com`, or of a GitHub Enterprise Server; no slash at the end. */
  apiUrl: string;
  graphqlUrl: string;
  token: string;
  /** `owner/name`. */
  repository: string;
  /** Waits; for tests. */
  wait?: (milliseconds: number) => Promise<void>;
}

/** Tries of one request, and the longest wait between two that a gate can spend. */
const TRIES = 3;
const LONGEST_WAIT = 60_000;

/** Milliseconds that all requests together may wait for GitHub's limits. */
const PATIENCE = 120_000;

const REQUEST_MS = 20_000;
const LARGEST_ANSWER = 32 * 1024 * 1024;

interface Reply {
  status: number;
  retryAfter: number | null;
  value: unknown;
  /** GitHub's `message`. */
  message: string;
}

export const createGitHub = (options: GitHubOptions): Api => {
  const wait = options.wait ?? ((milliseconds: number) => sleep(milliseconds));
  const client = new HttpClient('dockgate', [], {
    allowRetries: false,
    socketTimeout: REQUEST_MS,
    headers: {
      authorization: `Bearer ${options.token}`,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
      'x-github-api-version': '2022-11-28',
    },
  });
  let patience = PATIENCE;

  const once = async (method: string, url: string, body: string): Promise<Reply | string> => {
    try {
      const { message } = await client.request(method, url, body, {});
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of message) {
        chunks.push(chunk as Buffer);
        size += (chunk as Buffer).length;
        if (size > LARGEST_ANSWER) {
          message.destroy();
          return 'its answer is too large';
        }
      }
      const value = parse(Buffer.concat(chunks).toString('utf8'));
      const status = message.statusCode ?? 0;
      return { status, retryAfter: retryAfter(message.headers), value, message: messageOf(value) };
    } catch (error) {
      return error instanceof Error ? error.message : 'no connection';
    }
  };

  /** @param again Whether the request may be sent twice though the first may have been carried out. */
  const send = async (
    method: string,
    url: string,
    body: string,
    again: boolean,
  ): Promise<Answer> => {
    for (let tries = 1; ; tries++) {
      const reply = await once(method, url, body);
      const answer = answerOf(reply);
      if (answer.ok || tries === TRIES) return answer;
      let pause = again ? 1000 * 2 ** (tries - 1) : null;
      if (typeof reply !== 'string') {
        if (isLimit(reply)) pause = reply.retryAfter ?? LONGEST_WAIT;
        else if (reply.status < 500) return answer;
      }
      if (pause === null || pause > LONGEST_WAIT || pause > patience) return answer;
      patience -= pause;
      await wait(pause);
    }
  };

  return {
    ask: ({ method, path, query, body }: ApiRequest) => {
      const url = new URL(`${options.apiUrl}/repos/${options.repository}/${path}`);
      for (const [name, value] of Object.entries(query ?? {})) {
        url.searchParams.set(name, String(value));
      }
      const text = body === undefined ? '' : JSON.stringify(body);
      return send(method, url.href, text, method !== 'POST');
    },
    graphql: async (query, variables) => {
      const body = JSON.stringify({ query, variables });
      const answer = await send('POST', options.graphqlUrl, body, true);
      if (!answer.ok) return answer;
      const { data, errors } = (answer.value ?? {}) as { data?: unknown; errors?: unknown };
      return errors === undefined
        ? { ok: true, value: data }
        : { ok: false, status: 200, reason: 'GitHub refused the query' };
    },
  };
};

const parse = (text: string): unknown => {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
};

const messageOf = (value: unknown): string => {
  const message = (value as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message.replace(/\.$/, '') : '';
};

/** Milliseconds to wait (docs.github.com, best practices for the REST API, rate limit errors). */
const retryAfter = (headers: NodeJS.Dict<string | string[]>): number | null => {
  const seconds = Number(headers['retry-after'] ?? NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const reset = Number(headers['x-ratelimit-reset'] ?? NaN);
  if (headers['x-ratelimit-remaining'] !== '0' || !Number.isFinite(reset)) return null;
  return Math.max(0, reset * 1000 - Date.now());
};

/** GitHub answers 403 for its limits as well as for a missing permission. */
const isLimit = ({ status, retryAfter: pause, message }: Reply): boolean =>
  status === 429 || (status === 403 && (pause !== null || /rate limit/i.test(message)));

const answerOf = (reply: Reply | string): Answer => {
  if (typeof reply === 'string') {
    return { ok: false, status: null, reason: `GitHub's API does not answer (${reply})` };
  }
  const { status, value } = reply;
  if (status >= 200 && status < 300) return { ok: true, value };
  return { ok: false, status, reason: reasonOf(reply) };
};

const reasonOf = (reply: Reply): string => {
  const { status, message } = reply;
  const said = message === '' ? '' : ` (${message})`;
  if (isLimit(reply)) return `GitHub's rate limit is reached${said}`;
  switch (status) {
    case 401:
      return `GitHub does not accept the token${said}`;
    case 403:
      return `the token may not do that${said}`;
    case 404:
      return `GitHub finds no such thing, or the token may not see it${said}`;
    case 422:
      return `GitHub does not take the request${said}`;
    default:
      return `GitHub answered ${status}${said}`;
  }
};

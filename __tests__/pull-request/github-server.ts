/**
 * Plays GitHub for one pull request on a local port: answers in its form, keeps what is posted, refuses
 * what it refuses (a line off the diff takes the whole review down), and notes every request that is
 * not valid by GitHub's own description.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerErrors, knownRequest, requestErrors } from './github-api.ts';

export interface Comment {
  id: number;
  path: string;
  body: string;
  line: number | null;
  start_line: number | null;
  subject_type: 'line' | 'file';
  user: string;
}

export interface Review {
  id: number;
  body: string;
  commit_id: string;
  user: string;
}

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** An answer to give instead of the usual one; null to hang up. */
export type Trouble = { status: number; headers?: Record<string, string>; message?: string } | null;

/** Lines of the new side, hunk by hunk, counted on their own here. */
export const hunkLines = (patch: string): Set<number>[] => {
  const hunks: Set<number>[] = [];
  let next = 0;
  for (const row of patch.split('\n')) {
    const head = /^@@ -\S+ \+(\d+)/.exec(row);
    if (head !== null) {
      hunks.push(new Set());
      next = Number(head[1]);
    } else if (/^[ +]/.test(row)) {
      hunks.at(-1)?.add(next);
      next += 1;
    }
  }
  return hunks;
};

const user = (login: string): object => {
  const url = `https://api.github.com/users/${login}`;
  return {
    login,
    id: 1,
    node_id: 'U_1',
    avatar_url: url,
    gravatar_id: '',
    url,
    html_url: url,
    followers_url: url,
    following_url: url,
    gists_url: url,
    starred_url: url,
    subscriptions_url: url,
    organizations_url: url,
    repos_url: url,
    events_url: url,
    received_events_url: url,
    type: 'Bot',
    site_admin: false,
  };
};

const TIME = '2026-11-24T00:00:00Z';
const link = { href: 'https://api.github.com/x' };

export class GitHubServer {
  readonly head = 'c0ffee'.repeat(6) + 'abcd';
  login = 'github-actions[bot]';
  files: { filename: string; patch?: string; status?: string }[] = [];
  comments: Comment[] = [];
  reviews: Review[] = [];
  checkRuns: { id: number; annotations: { path: string }[]; body: Record<string, unknown> }[] = [];
  minimized: { id: string; why: string }[] = [];
  asked: Asked[] = [];
  /** Requests and own answers that GitHub's description does not know. */
  invalid: string[] = [];
  /** Asked first for each request; undefined for the usual answer. */
  trouble: (asked: Asked, nth: number) => Trouble | undefined = () => undefined;
  /** True where a lost answer is given after the work was done. */
  loseAfterwards = false;
  readonly #server: Server;
  #ids = 1000;

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '', 'http://localhost');
    const body = text === '' ? null : (JSON.parse(text) as unknown);
    const asked: Asked = { method: request.method ?? '', path: url.pathname, body };
    this.asked.push(asked);
    const nth = this.asked.filter(
      (one) => one.method === asked.method && one.path === asked.path,
    ).length;
    const trouble = this.trouble(asked, nth);
    if (trouble !== undefined && !this.loseAfterwards) return send(response, trouble);
    const { status, value } = this.#work(asked, url, request.headers.authorization ?? '');
    if (trouble !== undefined) return send(response, trouble);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  }

  #work(asked: Asked, url: URL, authorization: string): { status: number; value: unknown } {
    if (authorization !== 'Bearer token-of-the-test') this.invalid.push('no authorization');
    if (asked.path === '/graphql') return { status: 200, value: this.#graphql(asked.body) };
    const known = knownRequest(asked.method, asked.path);
    if (known === null) {
      this.invalid.push(`${asked.method} ${asked.path} is not in the description`);
      return { status: 404, value: { message: 'Not Found' } };
    }
    const errors = requestErrors(known, url.searchParams, asked.body);
    this.invalid.push(...errors);
    if (errors.length > 0) return { status: 422, value: { message: errors.join('; ') } };
    const done = this.#route(known.name, known.values, url.searchParams, asked.body);
    if (done.status < 300) this.invalid.push(...answerErrors(known, done.status, done.value));
    return done;
  }

  #graphql(body: unknown): unknown {
    const { query, variables } = body as { query: string; variables: Record<string, string> };
    if (query.includes('viewer')) return { data: { viewer: { login: this.login } } };
    if (!query.includes('minimizeComment')) return { errors: [{ message: 'unknown' }] };
    if (!['RESOLVED', 'OUTDATED'].includes(variables['why'] ?? '')) return { errors: [{}] };
    this.minimized.push({ id: variables['id'] ?? '', why: variables['why'] ?? '' });
    return { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } };
  }

  #route(
    name: string,
    values: Record<string, string>,
    query: URLSearchParams,
    given: unknown,
  ): { status: number; value: unknown } {
    const body = given as Record<string, unknown>;
    const page = <T>(items: readonly T[]): T[] => {
      const size = Number(query.get('per_page') ?? 30);
      const at = (Number(query.get('page') ?? 1) - 1) * size;
      return items.slice(at, at + size);
    };
    switch (name.replace('/repos/{owner}/{repo}/', '').replace('/{pull_number}', '')) {
      case 'GET pulls/files':
        return { status: 200, value: page(this.files).map((file) => this.#file(file)) };
      case 'GET pulls/comments':
        return { status: 200, value: page(this.comments).map((one) => this.#comment(one)) };
      case 'GET pulls/reviews':
        return { status: 200, value: page(this.reviews).map((one) => this.#review(one)) };
      case 'POST pulls/comments': {
        const refused = this.#refuse(body) ?? this.#wrongCommit(body);
        if (refused !== null) return { status: 422, value: { message: refused } };
        return { status: 201, value: this.#comment(this.#keep(body)) };
      }
      case 'POST pulls/reviews': {
        const comments = (body['comments'] ?? []) as Record<string, unknown>[];
        const refused = comments.map((one) => this.#refuse(one)).find((one) => one !== null);
        const wrong = refused ?? this.#wrongCommit(body);
        if (wrong !== null) return { status: 422, value: { message: wrong } };
        for (const comment of comments) this.#keep(comment);
        const review = {
          id: (this.#ids += 1),
          body: String(body['body']),
          commit_id: String(body['commit_id']),
          user: this.login,
        };
        this.reviews.push(review);
        return { status: 200, value: this.#review(review) };
      }
      case 'PATCH pulls/comments/{comment_id}': {
        const found = this.comments.find(({ id }) => id === Number(values['comment_id']));
        if (found === undefined) return { status: 404, value: { message: 'Not Found' } };
        found.body = String(body['body']);
        return { status: 200, value: this.#comment(found) };
      }
      case 'PUT pulls/reviews/{review_id}': {
        const found = this.reviews.find(({ id }) => id === Number(values['review_id']));
        if (found === undefined) return { status: 404, value: { message: 'Not Found' } };
        found.body = String(body['body']);
        return { status: 200, value: this.#review(found) };
      }
      default:
        return this.#check(name, values, body);
    }
  }

  #check(
    name: string,
    values: Record<string, string>,
    body: Record<string, unknown>,
  ): { status: number; value: unknown } {
    const { annotations = [] } = body['output'] as { annotations?: { path: string }[] };
    if (name.startsWith('POST')) {
      const run = { id: (this.#ids += 1), annotations: [...annotations], body };
      this.checkRuns.push(run);
      return { status: 201, value: this.#checkRun(run.id) };
    }
    const run = this.checkRuns.find(({ id }) => id === Number(values['check_run_id']));
    if (run === undefined) return { status: 404, value: { message: 'Not Found' } };
    run.annotations.push(...annotations);
    return { status: 200, value: this.#checkRun(run.id) };
  }

  #wrongCommit(body: Record<string, unknown>): string | null {
    return body['commit_id'] === this.head ? null : 'commit_id is not part of the pull request';
  }

  /** GitHub's words for a comment that it does not take. */
  #refuse(comment: Record<string, unknown>): string | null {
    const file = this.files.find(({ filename }) => filename === comment['path']);
    if (file === undefined) return 'Validation Failed: path is not part of the diff';
    if (String(comment['body']).length > 65_536)
      return 'body is too long (maximum is 65536 characters)';
    if (comment['subject_type'] === 'file') return null;
    const line = Number(comment['line']);
    const start = comment['start_line'] === undefined ? line : Number(comment['start_line']);
    if (comment['side'] !== 'RIGHT') return 'only the new side here';
    if (comment['start_line'] !== undefined && start >= line) {
      return 'start_line must precede the end line';
    }
    const hunk = hunkLines(file.patch ?? '').find((lines) => lines.has(line));
    if (hunk === undefined) return 'Pull request review thread line must be part of the diff';
    return hunk.has(start)
      ? null
      : 'Pull request review thread start line must be part of the same hunk';
  }

  #keep(body: Record<string, unknown>): Comment {
    const file = body['subject_type'] === 'file';
    const comment: Comment = {
      id: (this.#ids += 1),
      path: String(body['path']),
      body: String(body['body']),
      line: file ? null : Number(body['line']),
      start_line: file ? null : Number(body['start_line'] ?? body['line']),
      subject_type: file ? 'file' : 'line',
      user: this.login,
    };
    this.comments.push(comment);
    return comment;
  }

  #file({ filename, patch, status }: GitHubServer['files'][number]): object {
    const url = 'https://github.com/o/r';
    return {
      sha: 'a'.repeat(40),
      filename,
      status: status ?? 'modified',
      additions: 1,
      deletions: 0,
      changes: 1,
      blob_url: url,
      raw_url: url,
      contents_url: url,
      ...(patch === undefined ? {} : { patch }),
    };
  }

  #comment({ id, path, body, line, start_line, subject_type, user: login }: Comment): object {
    const url = 'https://api.github.com/c';
    return {
      id,
      node_id: `C_${id}`,
      url,
      pull_request_review_id: 1,
      diff_hunk: '@@',
      path,
      commit_id: this.head,
      original_commit_id: this.head,
      user: user(login),
      body,
      created_at: TIME,
      updated_at: TIME,
      html_url: url,
      pull_request_url: url,
      author_association: 'NONE',
      _links: { self: link, html: link, pull_request: link },
      // What has no line any more is left out in GitHub's answers, or null.
      ...(line === null ? {} : { line, start_line, side: 'RIGHT' }),
      subject_type,
    };
  }

  #review({ id, body, commit_id, user: login }: Review): object {
    const url = 'https://api.github.com/r';
    return {
      id,
      node_id: `R_${id}`,
      user: user(login),
      // GitHub gives bodies back with other line ends.
      body: body.replace(/\n/g, '\r\n'),
      state: 'COMMENTED',
      commit_id,
      html_url: url,
      pull_request_url: url,
      _links: { html: link, pull_request: link },
      author_association: 'NONE',
    };
  }

  #checkRun(id: number): object {
    const url = 'https://api.github.com/k';
    return {
      id,
      node_id: `K_${id}`,
      head_sha: this.head,
      external_id: '',
      url,
      html_url: url,
      details_url: url,
      name: 'dockgate',
      status: 'completed',
      conclusion: 'failure',
      started_at: TIME,
      completed_at: TIME,
      output: { title: '', summary: '', text: null, annotations_count: 0, annotations_url: url },
      check_suite: { id: 1 },
      app: null,
      pull_requests: [],
    };
  }
}

const send = (response: ServerResponse, trouble: Trouble): void => {
  if (trouble === null) {
    response.destroy();
    return;
  }
  response.writeHead(trouble.status, { 'content-type': 'application/json', ...trouble.headers });
  response.end(JSON.stringify({ message: trouble.message ?? 'trouble' }));
};

/** What pull-request/ needs of GitHub's API; host/ makes it. Types only. */

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Below `/repos/{owner}/{repo}/`: `pulls/5/files`. */
  path: string;
  query?: Record<string, number | string>;
  body?: object;
}

export type Answer =
  | { ok: true; value: unknown }
  /** `status` is null where no answer came. `reason` may quote GitHub: it is not safe to print. */
  | { ok: false; status: number | null; reason: string };

export interface Api {
  /** Never throws: trouble is an answer. */
  ask(request: ApiRequest): Promise<Answer>;
  graphql(query: string, variables: Record<string, string>): Promise<Answer>;
}

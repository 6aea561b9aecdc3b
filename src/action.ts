/** The front door on GitHub: inputs, the gate, then outputs, review, annotations and summary. */
import { builtIn } from './built-in.ts';
import { runOptions } from './front-door.ts';
import { readEvent } from './host/event.ts';
import { findDockerfile } from './host/find-dockerfile.ts';
import { createGitHub } from './host/github.ts';
import * as runner from './host/runner.ts';
import type { Report } from './model/report.ts';
import type { GateRequest, NamedText } from './model/request.ts';
import { exitCode } from './policy/verdict.ts';
import { GateError } from './model/error.ts';
import { defaultPolicyFile } from './host/policy-files.ts';
import { converse, type Said } from './pull-request/conversation.ts';
import { basePolicy, policyChange } from './pull-request/policy-change.ts';
import { scopeOf } from './pull-request/scope.ts';
import { annotations } from './report/annotations.ts';
import { failureLine } from './report/failure.ts';
import { openFindings } from './report/groups.ts';
import { renderHtml } from './report/html.ts';
import { renderJson } from './report/json.ts';
import { renderSarif } from './report/sarif.ts';
import { renderSummary } from './report/summary.ts';
import { renderText } from './report/text.ts';
import { verdictSentence } from './report/verdict-sentence.ts';

declare const DOCKGATE_VERSION: string;

/** One error annotation is the failure's own. */
const CAPS = { errors: 9, warnings: 10 };

/** Says on GitHub what a step's own annotations have no room for. */
const talk = async (report: Report, request: GateRequest, scope: string): Promise<Said> => {
  const { review, check, token } = runner.readTalkInputs();
  const event = await readEvent();
  if (event === null || token === null) return { checkRun: null, sentences: [] };
  const { dockerfile, context } = request;
  const read = [dockerfile, context?.ignore ?? null].filter((file) => file !== null);
  const api = createGitHub({ ...event, token });
  const policy = report.policy.file;
  const change =
    policy === null || event.pullRequest === null || runner.readTalkInputs().policyFromBase
      ? null
      : await policyChange(api, event.pullRequest.number, policy);
  const said = await converse(api, {
    report,
    texts: new Map(read.map(({ path, text }) => [path, text])),
    dockerfile: dockerfile?.path ?? null,
    scope,
    commit: event.commit,
    pullRequest: event.pullRequest,
    review,
    check,
    caps: CAPS,
  });
  return change === null ? said : { ...said, sentences: [change, ...said.sentences] };
};

/** The policy as the base branch has it, where that is wanted; undefined for the working directory's. */
const policyOfBase = async (file: string): Promise<NamedText | null | undefined> => {
  const { policyFromBase, token } = runner.readTalkInputs();
  const event = await readEvent();
  const base = event?.pullRequest?.base ?? null;
  if (!policyFromBase || event === null || event.pullRequest === null) return undefined;
  if (token === null || base === null) {
    throw new GateError(
      'policy-ref: base needs the input github-token and the event of a pull request',
    );
  }
  const policy = await basePolicy(createGitHub({ ...event, token }), file, base);
  if (!policy.ok) throw new GateError(`policy-ref: base: cannot read ${file}: ${policy.reason}`);
  return policy.text === null ? null : { file, text: policy.text };
};

const run = async (): Promise<void> => {
  const options = runner.readInputs();
  const { category } = runner.readTalkInputs();
  const policyFile = await policyOfBase(options.config ?? defaultPolicyFile);
  const { report, frames, request, force } = await runOptions(options, {
    threadEntry: new URL('./thread.js', import.meta.url),
    version: DOCKGATE_VERSION,
    builtIn: builtIn(),
    watch: null,
    onSecret: runner.mask,
    ...(policyFile === undefined ? {} : { policyFile }),
    adjust: async (prepared) => ({
      ...prepared,
      metadata: runner.readMetadataInput(),
      dockerfile: prepared.dockerfile ?? (await findDockerfile()),
    }),
  });
  runner.log(renderText(report, { colour: true, frames }));
  const dockerfile = request.dockerfile?.path ?? null;
  const scope = category ?? scopeOf(options.reference, dockerfile);
  const sarif = renderSarif(report, force.rules, {
    version: DOCKGATE_VERSION,
    category: `dockgate/${scope}/`,
    ...(dockerfile === null ? {} : { dockerfile }),
  });
  runner.setOutputs({
    verdict: report.verdict,
    findings: openFindings(report).length,
    'image-id': report.image.imageId ?? '',
    digest: report.image.digest ?? '',
    report: await runner.saveReport('json', renderJson(report)),
    sarif: await runner.saveReport('sarif', sarif, options.sarif),
    html: await runner.saveReport('html', renderHtml(report, { frames }), options.html),
  });
  const said = await talk(report, request, scope);
  for (const sentence of said.sentences) runner.log(sentence);
  const elsewhere = said.checkRun === null ? undefined : `the check run "${said.checkRun}"`;
  for (const annotation of annotations(report, CAPS, elsewhere)) runner.annotate(annotation);
  await runner.writeSummary(renderSummary(report, undefined, said.sentences));
  const code = exitCode(report.verdict);
  if (code !== 0) runner.fail(verdictSentence(report), code);
};

const main = async (): Promise<void> => {
  try {
    await run();
  } catch (error) {
    runner.setOutputs({ verdict: 'incomplete' });
    runner.fail(failureLine(error, false).trimEnd(), 2);
  }
};

await main();

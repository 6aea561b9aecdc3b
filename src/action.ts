/** The front door on GitHub: inputs, the gate, then annotations, summary and outputs. */
import { runGate } from './gate.ts';
import { keepHeapSmall } from './host/heap.ts';
import { prepareRequest } from './host/request.ts';
import * as runner from './host/runner.ts';
import { ownThread, threadStarter, workerCount } from './host/threads.ts';
import { serveSearches } from './detect/pool.ts';
import { exitCode } from './policy/verdict.ts';
import { annotations } from './report/annotations.ts';
import { failureLine } from './report/failure.ts';
import { renderJson } from './report/json.ts';
import { renderSummary } from './report/summary.ts';
import { renderText } from './report/text.ts';
import { verdictSentence } from './report/verdict-sentence.ts';
import { rules } from './rules/index.ts';

declare const DOCKGATE_VERSION: string;

/** One error annotation is the failure's own. */
const CAPS = { errors: 9, warnings: 10 };

const run = async (): Promise<void> => {
  const count = workerCount(null);
  const threads =
    count < 2 ? null : { start: threadStarter(new URL(import.meta.url)), count, known: rules };
  const parts = { rules, threads, watch: null, onSecret: runner.mask };
  const prepared = await prepareRequest(runner.readInputs(), parts, DOCKGATE_VERSION);
  const { report, frames } = await runGate({ ...prepared, metadata: runner.readMetadataInput() });
  runner.log(renderText(report, { colour: true, frames }));
  for (const annotation of annotations(report, CAPS)) runner.annotate(annotation);
  await runner.writeSummary(renderSummary(report));
  runner.setOutputs({
    verdict: report.verdict,
    findings: report.findings.filter((finding) => finding.suppressed === null).length,
    'image-id': report.image.imageId ?? '',
    digest: report.image.digest ?? '',
    report: await runner.saveReport(renderJson(report)),
  });
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

keepHeapSmall();
const thread = ownThread();
if (thread === null) await main();
else serveSearches(thread.port, thread.data, rules);

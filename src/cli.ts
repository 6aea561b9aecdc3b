/** The front door for every CI but GitHub's: flags in, a report on standard output, an exit code. */
import { runGate } from './gate.ts';
import { parseArguments, type Options } from './host/arguments.ts';
import { failureLine } from './report/failure.ts';
import { writeReport } from './host/report-file.ts';
import { keepHeapSmall } from './host/heap.ts';
import { prepareRequest } from './host/request.ts';
import { createProgress, wantsColour, writeError, writeOut } from './host/terminal.ts';
import { ownThread, threadStarter, workerCount } from './host/threads.ts';
import { serveSearches } from './detect/pool.ts';
import { exitCode } from './policy/verdict.ts';
import { renderHtml } from './report/html.ts';
import { renderJson } from './report/json.ts';
import { progressLine } from './report/progress.ts';
import { renderSarif, type SarifOptions } from './report/sarif.ts';
import { renderText } from './report/text.ts';
import { rules } from './rules/index.ts';

declare const DOCKGATE_VERSION: string;

const sarifOptions = ({ dockerfile }: Options): SarifOptions => ({
  version: DOCKGATE_VERSION,
  ...(dockerfile === null ? {} : { dockerfile }),
});

const scan = async (options: Options): Promise<number> => {
  const progress = createProgress(({ bytes, texts, blobs }) =>
    progressLine({ bytes, totalBytes: null, files: texts, layer: blobs, layers: null }),
  );
  const count = workerCount(options.jobs);
  const threads =
    count < 2 ? null : { start: threadStarter(new URL(import.meta.url)), count, known: rules };
  try {
    const parts = { rules, threads, watch: progress.watch, onSecret: null };
    const request = await prepareRequest(options, parts, DOCKGATE_VERSION);
    const { report, frames } = await runGate(request);
    progress.stop();
    const text =
      options.format === 'json'
        ? renderJson(report)
        : renderText(report, { colour: wantsColour(), frames });
    if (options.html !== null) await writeReport(options.html, renderHtml(report, { frames }));
    if (options.sarif !== null) {
      await writeReport(options.sarif, renderSarif(report, rules, sarifOptions(options)));
    }
    await writeOut(text);
    return exitCode(report.verdict);
  } finally {
    progress.stop();
  }
};

const main = async (): Promise<void> => {
  const argv = process.argv.slice(2);
  try {
    const command = parseArguments(argv, DOCKGATE_VERSION);
    if (command.kind === 'print') await writeOut(command.text);
    else process.exitCode = await scan(command.options);
  } catch (error) {
    await writeError(failureLine(error, argv.includes('--debug')));
    process.exitCode = 2;
  }
};

keepHeapSmall();
const thread = ownThread();
if (thread === null) await main();
else serveSearches(thread.port, thread.data, rules);

/** The front door for every CI but GitHub's: flags in, a report on standard output, an exit code. */
import { builtIn } from './built-in.ts';
import { runOptions, type FrontDoor } from './front-door.ts';
import { runSubcommand } from './subcommands.ts';
import { parseArguments, type Options } from './host/arguments.ts';
import { failureLine } from './report/failure.ts';
import { writeReport } from './host/report-file.ts';
import { createProgress, wantsColour, writeError, writeOut } from './host/terminal.ts';
import { exitCode } from './policy/verdict.ts';
import { renderHtml } from './report/html.ts';
import { renderJson } from './report/json.ts';
import { progressLine } from './report/progress.ts';
import { renderSarif, type SarifOptions } from './report/sarif.ts';
import { renderText } from './report/text.ts';

declare const DOCKGATE_VERSION: string;

const sarifOptions = ({ dockerfile }: Options): SarifOptions => ({
  version: DOCKGATE_VERSION,
  ...(dockerfile === null ? {} : { dockerfile }),
});

/** What this front door brings along. */
const door = (watch: FrontDoor['watch']): FrontDoor => ({
  threadEntry: new URL('./thread.js', import.meta.url),
  version: DOCKGATE_VERSION,
  builtIn: builtIn(),
  watch,
  onSecret: null,
});

const scan = async (options: Options): Promise<number> => {
  const progress = createProgress(({ bytes, texts, blobs }) =>
    progressLine({ bytes, totalBytes: null, files: texts, layer: blobs, layers: null }),
  );
  try {
    const { report, frames, force } = await runOptions(options, door(progress.watch));
    progress.stop();
    const text =
      options.format === 'json'
        ? renderJson(report)
        : renderText(report, { colour: wantsColour(), frames });
    if (options.html !== null) await writeReport(options.html, renderHtml(report, { frames }));
    if (options.sarif !== null) {
      await writeReport(options.sarif, renderSarif(report, force.rules, sarifOptions(options)));
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
    else if (command.kind === 'scan') process.exitCode = await scan(command.options);
    else {
      const { out, exit } = await runSubcommand(command.command, door(null));
      await writeOut(out);
      process.exitCode = exit;
    }
  } catch (error) {
    await writeError(failureLine(error, argv.includes('--debug')));
    process.exitCode = 2;
  }
};

await main();

/** The verdict in one sentence, the first line of every report for people. */
import type { Report } from '../model/report.ts';
import { openFindings } from './groups.ts';
import { safeTextWithin } from './safe-text.ts';
import { counted } from './units.ts';

/** What the verdict means for the image at hand; safe to print, on one line. */
export function verdictSentence(report: Report): string {
  const image = safeTextWithin(report.image.reference, 120);
  const found = openFindings(report).length;
  const unread = report.ledger.unread.length;
  const parts = counted(unread, 'part');
  switch (report.verdict) {
    case 'blocked': {
      const also = unread === 0 ? '' : ` ${parts} could not be read.`;
      return `Blocked: ${counted(found, 'secret')} in ${image}. Do not push it.${also}`;
    }
    case 'incomplete': {
      const cause =
        unread === 0 ? 'a nested archive could not be opened' : `${parts} could not be read`;
      if (found > 0) {
        return `Incomplete: ${counted(found, 'finding')} in ${image}, and ${cause}. Do not push it.`;
      }
      return `Incomplete: ${cause}, so nobody knows whether ${image} is clean. Do not push it.`;
    }
    case 'clean':
      return found === 0
        ? `Clean: no secrets in ${image}.`
        : `Clean: no secret in ${image} reaches the threshold; ${counted(found, 'finding')} below it.`;
  }
}

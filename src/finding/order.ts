/** The order of findings in every report: the surest and gravest first, then by name. */
import type { Finding } from '../model/finding.ts';
import { confidences, severities } from '../model/levels.ts';

export const byWeight = (a: Finding, b: Finding): number =>
  confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
  (a.fingerprint < b.fingerprint ? -1 : a.fingerprint > b.fingerprint ? 1 : 0);

/** Describes rules to SARIF viewers: what was found, how bad it is, and how to revoke it. */
import type { Finding } from '../model/finding.ts';
import type { Severity } from '../model/levels.ts';
import type { Rule } from '../model/rule.ts';
import { htmlText } from './html-text.ts';
import { safeTextWithin } from './safe-text.ts';

/** A `reportingDescriptor` (SARIF 2.1.0, 3.49). */
export interface SarifRule {
  id: string;
  name: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string; markdown: string };
  defaultConfiguration: { level: SarifLevel };
  properties: { tags: string[]; precision: string; 'security-severity': string };
}

export type SarifLevel = 'error' | 'warning' | 'note';

/** GitHub sorts alerts by this number: from 9.0 critical, from 7.0 high, from 4.0 medium. */
const SECURITY_SEVERITY: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
};

const LEVEL: Record<Severity, SarifLevel> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

export function sarifLevel(severity: Severity): SarifLevel {
  return LEVEL[severity];
}

/** The descriptor of the rule that made `finding`; `rule` is undefined for a rule of the user's own. */
export function sarifRule(finding: Finding, rule: Rule | undefined): SarifRule {
  const title = safeTextWithin(finding.title, 200);
  const what = `${title} in a container image. Whoever can pull the image can read it.`;
  const revoke = `${finding.revoke} A pushed key must be revoked, not just deleted.`;
  const facts = [
    ['Revoke', revoke],
    ['Lifetime', rule?.lifetime ?? ''],
    ['Is it alive?', rule?.verify ?? ''],
    ['Usual names', rule?.env.join(', ') ?? ''],
    ['Source', rule?.source ?? ''],
  ].filter((fact): fact is [string, string] => fact[1] !== '');
  return {
    id: safeTextWithin(finding.rule, 200),
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: what },
    help: {
      text: [what, ...facts.map(([name, text]) => `${name}: ${safeTextWithin(text, 800)}`)].join(
        '\n',
      ),
      markdown: [
        `${htmlText(what, 400)}\n`,
        ...facts.map(([name, text]) => `- **${name}:** ${htmlText(text, 800)}`),
      ].join('\n'),
    },
    defaultConfiguration: { level: LEVEL[finding.severity] },
    properties: {
      tags: [
        'security',
        'secret',
        `category/${finding.category}`,
        // Use of hard-coded credentials; cleartext storage of sensitive information.
        'external/cwe/cwe-798',
        'external/cwe/cwe-312',
      ],
      precision: rule?.confidence === 'possible' ? 'medium' : 'high',
      'security-severity': SECURITY_SEVERITY[finding.severity],
    },
  };
}

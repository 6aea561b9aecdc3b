/** The levels of rules and findings, the surest and the gravest first. */

/** `certain`: a checksum or structure verifies. `likely`: a specific format. `possible`: shape and name only. */
export const confidences = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof confidences)[number];

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** The report: the one machine interface. `schema/report.schema.json` describes it. Types only. */
import type { Finding } from './finding.ts';
import type { Layer, PlatformImage } from './image.ts';
import type { Ledger } from './ledger.ts';

export type Verdict = 'clean' | 'blocked' | 'incomplete';

export interface ReportImage {
  reference: string;
  source: string;
  imageId: string | null;
  digest: string | null;
  platforms: Pick<PlatformImage, 'platform' | 'manifestDigest' | 'imageId'>[];
  layers: Pick<Layer, 'index' | 'diffId' | 'digest' | 'size' | 'files' | 'createdBy' | 'base'>[];
}

export interface Report {
  schemaVersion: 1;
  verdict: Verdict;
  image: ReportImage;
  findings: Finding[];
  ledger: Ledger;
  policy: { file: string | null; stale: string[]; expired: string[] };
  /** Plain sentences for a person (a Dockerfile that does not belong to the image, …). */
  notes: string[];
}

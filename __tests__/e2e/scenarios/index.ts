/** All scenarios; one image is built for each. */
import { assistantFiles } from './assistant-files.ts';
import { cloudFiles } from './cloud-files.ts';
import { decoyFiles } from './decoy-files.ts';
import { keyFiles } from './key-files.ts';
import { moreFiles } from './more-files.ts';
import { serverFiles } from './server-files.ts';
import { settingsFiles } from './settings-files.ts';
import { toolFiles } from './tool-files.ts';
import type { Scenario } from './truth.ts';

export const scenarios: readonly Scenario[] = [
  ...settingsFiles,
  ...toolFiles,
  ...cloudFiles,
  ...serverFiles,
  ...keyFiles,
  ...moreFiles,
  ...decoyFiles,
  ...assistantFiles,
];

/**
 * The byte loops of the search, in AssemblyScript: what runs over every byte of an image. The host is
 * src/kernel/; `npm run generate` compiles this folder to src/kernel/binary.ts. Nothing here allocates:
 * the host places all data in the memory and passes addresses.
 */
export { findAnchors, placeAnchors } from './anchors';
export { surveyMarks, surveyText } from './survey';

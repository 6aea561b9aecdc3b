/**
 * The kernel: loops over every byte, in WebAssembly (assembly/). One instance and one memory for each
 * thread; whoever uses it copies a block in, calls, and reads what was found before anybody else calls.
 */
import { binary } from './binary.ts';

/** Addresses are bytes from 0 in `memory`; what a function means is told in assembly/. */
export interface KernelFunctions {
  placeAnchors(
    table: number,
    rowShift: number,
    classes: number,
    folds: number,
    alnum: number,
    outputStart: number,
    outputs: number,
    anchors: number,
    longest: number,
    block: number,
    lanes: number,
    results: number,
  ): void;
  findAnchors(length: number, first: boolean): number;
  surveyText(text: number, length: number, results: number): number;
  surveyMarks(): number;
}

/** The part of the engine's own object that is used; the types of Node leave it to those of browsers. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

/** A page of WebAssembly's memory (WebAssembly Core Specification 2.0, "Memory Instances"). */
const PAGE = 65536;

const MOST = 1024 * 1024;

/** Where the text of a survey and its results lie; in bytes. What is behind `size` is the anchors'. */
export const SURVEY = { most: MOST, text: 64, runs: MOST + 128, size: MOST + PAGE * 6 };

/** Compiled code goes with data of the host alone, so nothing of an image decides what is compiled. */
const memory = new WebAssembly.Memory({ initial: 1 });
let bytes = new Uint8Array(memory.buffer);

export const kernel = new WebAssembly.Instance(
  new WebAssembly.Module(Buffer.from(binary, 'base64')),
  { env: { memory } },
).exports as KernelFunctions;

/**
 * The memory, at least `size` bytes of it. A view that was taken before is empty when the memory has
 * grown since, so take a new one after each call that may have grown it.
 */
export const kernelBytes = (size: number): Uint8Array<ArrayBuffer> => {
  if (size > bytes.length) {
    memory.grow(Math.ceil((size - bytes.length) / PAGE));
    bytes = new Uint8Array(memory.buffer);
  }
  return bytes;
};

/**
 * The texts inside a JSON document: every string with the pointer that leads to it (RFC 6901), with
 * the name of its member before it, since `NPM_TOKEN` beside a value says what the value is. Names
 * are searched too, and what is base64 in known places (a Dockerfile in provenance, the payload of a
 * signed envelope) is decoded.
 */
import type { TextSink, Where } from '../model/text.ts';
import { parseJson } from './json.ts';

/** How the texts of a document are called. */
export interface DocumentNaming {
  where(pointer: string): Where;
  path(pointer: string): string;
  blob: string | null;
}

/** Texts between two looks at the sink's pressure. */
const STRIDE = 256;
/** Envelopes inside envelopes that are opened. */
const ENVELOPES = 4;
/**
 * Members that hold base64: `data` in BuildKit's source infos and file operations and in OCI
 * descriptors, `payload` in DSSE envelopes.
 */
const ENCODED = new Set(['data', 'payload']);

interface Step {
  pointer: string;
  key: string | null;
  value: unknown;
}

/** Pushes the texts of a parsed document. */
export async function pushDocument(
  sink: TextSink,
  value: unknown,
  naming: DocumentNaming,
): Promise<void> {
  await new Documents(sink, naming).push(value, '', ENVELOPES);
}

/** Pushes a document's bytes as they are. */
export async function pushRaw(
  sink: TextSink,
  bytes: Uint8Array,
  where: Where,
  path: string,
  blob: string | null,
): Promise<void> {
  const step = 1024 * 1024;
  sink.begin({ where, path, blob });
  for (let at = 0; at < bytes.length; at += step) {
    sink.write(bytes.subarray(at, at + step));
    const pressure = sink.pressure();
    if (pressure !== null) await pressure;
  }
  sink.end();
}

class Documents {
  readonly #sink: TextSink;
  readonly #naming: DocumentNaming;
  #pushed = 0;

  constructor(sink: TextSink, naming: DocumentNaming) {
    this.#sink = sink;
    this.#naming = naming;
  }

  /** Walks without recursion, in the order of the document; `pointer` leads to `root`. */
  async push(root: unknown, pointer: string, envelopes: number): Promise<void> {
    const keys = new Set<string>();
    const steps: Step[] = [{ pointer, key: null, value: root }];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const { value } = step;
      if (typeof value === 'string') await this.#string(step, value, envelopes);
      else if (typeof value === 'object' && value !== null) spread(step, value, steps, keys);
    }
    if (keys.size > 0) {
      this.#text(`${pointer}/(keys)`, '', Buffer.from([...keys].join('\n')));
    }
  }

  async #string(step: Step, value: string, envelopes: number): Promise<void> {
    const lead = step.key === null ? '' : `${step.key.replace(/^build-arg:/, '')}=`;
    if (value !== '') this.#text(step.pointer, lead, Buffer.from(value));
    if (++this.#pushed % STRIDE === 0) {
      const pressure = this.#sink.pressure();
      if (pressure !== null) await pressure;
    }
    if (step.key === null || !ENCODED.has(step.key)) return;
    const bytes = decode(value);
    if (bytes === null) return;
    const pointer = `${step.pointer}!/(decoded)`;
    this.#text(pointer, '', bytes);
    if (envelopes === 0 || bytes[0] !== 0x7b) return;
    const parsed = parseJson(bytes);
    if (parsed.ok) await this.push(parsed.value, pointer, envelopes - 1);
  }

  #text(pointer: string, lead: string, bytes: Uint8Array): void {
    const leadBytes = Buffer.from(lead);
    const origin = {
      where: this.#naming.where(pointer),
      path: this.#naming.path(pointer),
      blob: this.#naming.blob,
    };
    this.#sink.begin(leadBytes.length === 0 ? origin : { ...origin, lead: leadBytes.length });
    if (leadBytes.length > 0) this.#sink.write(leadBytes);
    this.#sink.write(bytes);
    this.#sink.end();
  }
}

/** Puts the children of `value` on the stack, the first on top. */
function spread(parent: Step, value: object, steps: Step[], keys: Set<string>): void {
  if (Array.isArray(value)) {
    for (let i = value.length - 1; i >= 0; i--) {
      steps.push({ pointer: `${parent.pointer}/${i}`, key: null, value: value[i] as unknown });
    }
    return;
  }
  const entries = Object.entries(value);
  for (const [key] of entries) keys.add(key);
  for (let i = entries.length - 1; i >= 0; i--) {
    const [key, child] = entries[i] as [string, unknown];
    steps.push({ pointer: `${parent.pointer}/${escape(key)}`, key, value: child });
  }
}

/** RFC 6901, 3: `~` and `/` in a reference token. */
function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The bytes of a base64 string (RFC 4648, either alphabet); null where it is none. */
function decode(value: string): Buffer | null {
  if (value.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return null;
  return Buffer.from(value, 'base64');
}

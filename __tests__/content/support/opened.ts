/** Runs files through the contents sink as an image would, and keeps what came out and was told. */
import { openContents } from '../../../src/content/contents.ts';
import { CONTENT_LIMITS } from '../../../src/content/limits.ts';
import type { ContentLimits } from '../../../src/content/limits.ts';
import type { TextSink } from '../../../src/model/text.ts';
import { Collector } from '../../image/support/collector.ts';

export interface Opened {
  texts: Collector;
  unread: string[];
  unopened: string[];
}

export interface Setting {
  limits?: Partial<ContentLimits>;
  /** Bytes written at a time; all at once unless told. */
  chunk?: number;
  sink?: TextSink;
}

/** Paths and bytes of files, pushed one after the other as files of a layer. */
export async function openFiles(
  files: Record<string, Uint8Array>,
  setting: Setting = {},
): Promise<Opened> {
  const texts = new Collector();
  const unread: string[] = [];
  const unopened: string[] = [];
  const limits = { ...CONTENT_LIMITS, ...setting.limits };
  const sink = openContents(setting.sink ?? texts, limits, {
    unread: (path, reason) => unread.push(`${path}: ${reason}`),
    unopened: (path, reason) => unopened.push(`${path}: ${reason}`),
  });
  for (const [path, bytes] of Object.entries(files)) {
    sink.begin({ where: 'layer', path, blob: 'sha256:0' });
    const chunk = setting.chunk ?? Math.max(bytes.length, 1);
    for (let at = 0; at < bytes.length; at += chunk) {
      // The buffer is reused by whoever writes: what is kept must be a copy.
      const piece = Uint8Array.from(bytes.subarray(at, at + chunk));
      sink.write(piece);
      piece.fill(0x21);
      const pressure = sink.pressure();
      if (pressure !== null) await pressure;
    }
    sink.end();
  }
  await sink.settled();
  return { texts, unread, unopened };
}

/** A sink that counts and keeps nothing, for bombs. */
export class Counter implements TextSink {
  bytes = 0;
  texts = 0;
  readonly #total: Counter;

  constructor(total?: Counter) {
    this.#total = total ?? this;
  }

  begin(): void {
    this.#total.texts++;
  }

  write(bytes: Uint8Array): void {
    this.#total.bytes += bytes.length;
  }

  end(): void {
    this.#total.texts += 0;
  }

  pressure(): Promise<void> | null {
    return null;
  }

  fork(): TextSink {
    return new Counter(this.#total);
  }
}

/** Makes tars by hand, block by block, so that a test can also make what no tool would. */

export interface Entry {
  name?: string | Buffer;
  body?: string | Buffer;
  /** One character. */
  type?: string;
  link?: string;
  prefix?: string;
  /** Raw bytes of the size field; else the body's length in octal. */
  size?: Buffer;
  /** 8 bytes at 257; `ustar\0` and `00` unless told. */
  magic?: string;
  /** Changes the block before its checksum is made. */
  change?: (block: Buffer) => void;
}

export const END = Buffer.alloc(1024);

export function octal(value: number, length: number): Buffer {
  return Buffer.from(`${value.toString(8).padStart(length - 1, '0')}\0`, 'latin1');
}

/** Writes the checksum of a header block. */
export function seal(block: Buffer): Buffer {
  block.fill(0x20, 148, 156);
  const sum = block.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

export function header(entry: Entry): Buffer {
  const block = Buffer.alloc(512);
  const body = Buffer.from(entry.body ?? '');
  Buffer.from(entry.name ?? 'file').copy(block, 0, 0, 100);
  octal(0o644, 8).copy(block, 100);
  octal(0, 8).copy(block, 108);
  octal(0, 8).copy(block, 116);
  (entry.size ?? octal(body.length, 12)).copy(block, 124);
  octal(0, 12).copy(block, 136);
  block.write(entry.type ?? '0', 156, 'latin1');
  block.write(entry.link ?? '', 157, 100, 'utf8');
  block.write(entry.magic ?? 'ustar\x0000', 257, 'latin1');
  block.write(entry.prefix ?? '', 345, 155, 'utf8');
  entry.change?.(block);
  return seal(block);
}

export function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc(-body.length & 511)]);
}

/** Header and body of one entry. */
export function entry(entry: Entry): Buffer {
  return Buffer.concat([header(entry), padded(Buffer.from(entry.body ?? ''))]);
}

/** A whole archive with its end marks. */
export function tar(...entries: Entry[]): Buffer {
  return Buffer.concat([...entries.map(entry), END]);
}

/** The entry with PAX records that goes before the one they describe. */
export function pax(records: [string, string][], type = 'x'): Entry {
  const body = records.map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + 1;
    while (String(length).length + rest !== length) length++;
    return `${length} ${key}=${value}\n`;
  });
  return { name: 'PaxHeaders/x', type, body: body.join('') };
}

/** Zip files that no tool makes, or only in minutes. */
import { deflateRawSync } from 'node:zlib';

/** So many tiny deflated entries. */
export function zipOf(count: number): Buffer {
  const data = deflateRawSync(Buffer.from('x'));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (let i = 0; i < count; i++) {
    const name = `f${i}`;
    const entry = Buffer.concat([local(name, data.length, 8), data]);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(1, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(entry);
    directory.push(central, Buffer.from(name));
    offset += entry.length;
  }
  return Buffer.concat([...parts, ...directory]);
}

export const million = (): Buffer => zipOf(1_000_000);

/** One entry whose data are the local headers that the directory names as entries of their own. */
export function overlapping(): Buffer {
  const inner = zipOf(3);
  const directory = inner.indexOf(Buffer.from('PK\x01\x02'));
  const data = inner.subarray(0, directory);
  const head = local('all', data.length, 0);
  const shifted = Buffer.from(inner.subarray(directory));
  for (
    let at = 0;
    at >= 0 && at < shifted.length;
    at = shifted.indexOf('PK\x01\x02', at + 4, 'latin1')
  ) {
    if (shifted.readUInt32LE(at) === 0x02014b50) {
      shifted.writeUInt32LE(shifted.readUInt32LE(at + 42) + head.length, at + 42);
    }
  }
  return Buffer.concat([head, data, shifted]);
}

function local(name: string, packed: number, method: number): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(packed, 18);
  head.writeUInt32LE(packed, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name)]);
}

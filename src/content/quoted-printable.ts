/** Decodes quoted-printable text (RFC 2045, 6.7), which stands in mails: the whole text at once. */
import type { Emit, Scanner } from './inspector.ts';

const HEADER = /^(?:From |[A-Za-z][A-Za-z-]{1,60}: )/;
const MARK = /quoted-printable/i;

/** Only a text that begins like a mail, and says so, is decoded. One per text at a time. */
export function quotedPrintable(): Scanner {
  let mail = false;
  return {
    scan(view, from, emit) {
      const { bytes, fill, base } = view;
      if (from >= fill) return fill;
      if (base === 0 && from === 0) {
        mail = HEADER.test(bytes.toString('latin1', 0, Math.min(fill, 64)));
      }
      if (mail && MARK.test(bytes.toString('latin1', from, fill))) {
        decode(bytes.subarray(from, fill), base + from, emit);
      }
      return fill;
    },
  };
}

function decode(bytes: Buffer, offset: number, emit: Emit): void {
  const plain = Buffer.alloc(bytes.length);
  let fill = 0;
  let changed = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte !== 0x3d) {
      plain[fill++] = byte;
      continue;
    }
    const skip =
      bytes[at + 1] === 0x0a ? 1 : bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a ? 2 : 0;
    const code = skip > 0 ? NaN : parseInt(bytes.toString('latin1', at + 1, at + 3), 16);
    if (skip > 0) at += skip;
    else if (code >= 0 && /^[0-9A-Fa-f]{2}$/.test(bytes.toString('latin1', at + 1, at + 3))) {
      plain[fill++] = code;
      at += 2;
    } else {
      plain[fill++] = byte;
      continue;
    }
    changed = true;
  }
  if (changed) emit(`quoted-printable@${offset}`, plain.subarray(0, fill), null);
}

/** Colours for the terminal report: ECMA-48 SGR when asked for, else nothing at all. */

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Puts a colour around a safe text of one line. */
export type Paint = (colour: Colour, text: string) => string;

/** SGR parameters that begin and end each colour (ECMA-48, 8.3.117). */
const SGR: Record<Colour, readonly [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** The painter of a report that is coloured, or that is not. */
export function painter(colour: boolean): Paint {
  if (!colour) return (_name, text) => text;
  return (name, text) => {
    const [begin, end] = SGR[name];
    return text === '' ? '' : `\x1b[${begin}m${text}\x1b[${end}m`;
  };
}

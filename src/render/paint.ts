import { styleText } from 'node:util';

/** Writes a text in a style; without colors, the text as it is. */
export type Paint = Readonly<Record<'green' | 'red' | 'yellow' | 'dim', (text: string) => string>>;

/** @param colors whether the reader's terminal takes colors, as the command has found out */
export function paintFor(colors: boolean): Paint {
  const style = (name: keyof Paint) => (text: string) =>
    colors ? styleText(name, text, { validateStream: false }) : text;
  return { green: style('green'), red: style('red'), yellow: style('yellow'), dim: style('dim') };
}

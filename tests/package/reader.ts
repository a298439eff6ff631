import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { endGroupOf } from '../../src/children.ts';
import { fits, withoutProgress } from '../support/shown-output.ts';

/** Somebody who types what a document says, into shells on a machine of their own. */
export class Reader implements Disposable {
  #folder: string;
  #settings: Readonly<Record<string, string>>;
  #exitCode = 0;
  /** What goes on in another terminal. */
  readonly #terminals: ChildProcess[] = [];

  constructor(folder: string, settings: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#settings = settings;
    mkdirSync(folder);
  }

  /** Saves a file where the commands are typed. */
  save(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text);
  }

  /**
   * Types commands, a line each.
   *
   * @param shown what a command prints that does not end by itself: until then it is waited for
   * @returns what was printed
   */
  async type(commands: string, shown = ''): Promise<string> {
    if (commands === 'echo $?') return `${this.#exitCode}\n`;
    if (/ mock /.test(commands)) return this.#inAnotherTerminal(commands, shown);
    const { exitCode, output } = await this.#shell(`${commands}\n`);
    this.#exitCode = exitCode;
    return withoutProgress(output);
  }

  /** Runs commands as the next ones of one shell: the folder and the settings that they leave are kept. */
  async #shell(commands: string): Promise<{ readonly exitCode: number; readonly output: string }> {
    const child = this.#start(`${commands}code=$?; pwd >&3; env -0 >&3; exit $code`, [
      'ignore',
      'pipe',
      'pipe',
      'pipe',
    ]);
    let [output, left] = ['', ''];
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.stdio[3]?.on('data', (chunk) => {
      left += chunk;
    });
    const exitCode = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)));
    const [folder = '', settings = ''] = left.split(/\n([\s\S]*)/);
    this.#folder = folder;
    this.#settings = Object.fromEntries(
      settings
        .split('\0')
        .filter(Boolean)
        .map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
    );
    return { exitCode, output };
  }

  async #inAnotherTerminal(command: string, shown: string): Promise<string> {
    const child = this.#start(`exec ${command}`, ['ignore', 'pipe', 'pipe']);
    this.#terminals.push(child);
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
    });
    for (let tries = 0; tries < 200 && !fits(shown, printed); tries++) await setTimeout(50);
    return printed;
  }

  #start(commands: string, stdio: ('ignore' | 'pipe')[]): ChildProcess {
    return spawn('sh', ['-c', commands], { cwd: this.#folder, env: this.#settings, stdio, detached: true });
  }

  [Symbol.dispose](): void {
    for (const terminal of this.#terminals) endGroupOf(terminal, 'SIGTERM');
  }
}

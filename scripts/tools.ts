/** The tools of the trade: what checks and documents the project, and what running and testing it do not need. */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const TOOLS = join(ROOT, 'tools');

/** Whether the tools are there, as their package-lock.json has them. */
export function toolsAreInstalled(): boolean {
  const installed = join(TOOLS, 'node_modules/.package-lock.json');
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(TOOLS, 'package-lock.json')).mtimeMs
  );
}

/** Installs the tools, unless they are there. It needs npm's registry. */
export async function installTools(): Promise<void> {
  if (toolsAreInstalled()) return;
  process.stderr.write('Installing the tools, once: npm ci --prefix tools ...\n');
  const { exitCode, output } = await runProgram('npm', ['ci', '--prefix', TOOLS]);
  if (exitCode !== 0) throw new Error(`The tools could not be installed.\n${output}`);
}

/** The program of a tool, such as `biome`. */
export const pathOfTool = (name: string) => join(TOOLS, 'node_modules/.bin', name);

/** Runs a program in the project's folder. @returns its exit code, and all that it printed */
export function runProgram(
  program: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number; readonly output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: ROOT, shell: process.platform === 'win32' });
    let output = '';
    const add = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', fail);
    child.on('close', (code) => done({ exitCode: code ?? 1, output }));
  });
}

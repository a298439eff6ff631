import { join } from 'node:path';
import ts from 'typescript';

/** Names that an example uses without having them: a reader has values of their own for them. */
const given = `
declare const password: string;
declare const personalAccessToken: string;
declare const clientId: string;
declare const clientSecret: string;
declare function test(name: string, run: () => Promise<void>): void;
declare function beforeAll(run: () => Promise<void>): void;
declare function afterAll(run: () => Promise<void>): void;
declare function expect(value: unknown): { toBe(other: unknown): void };
declare class MyApp {
  constructor(baseUrl: string);
  logIn(username: string, password: string): Promise<void>;
  whoAmI(): Promise<string>;
  logOut(): Promise<void>;
}
`;

/** What the compiler says of examples that import this project by its name. */
export function typeErrorsOf(examples: readonly string[]): string[] {
  const texts = new Map(
    examples.map((text, index) => [
      join(process.cwd(), 'src', `example-${index}.ts`),
      text
        .replaceAll("'jira-session-contracts'", "'./index.ts'")
        .replaceAll(/'jira-session-contracts\/(client|mock)'/g, "'./$1.ts'") + given,
    ]),
  );
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const exampleOptions = { ...options, noUnusedLocals: false };
  const host = ts.createCompilerHost(exampleOptions);
  const { fileExists, readFile } = host;
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, language, ...rest) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile(file, language, ...rest)
      : ts.createSourceFile(file, text, language);
  };
  const program = ts.createProgram([...texts.keys()], exampleOptions, host);
  return [...texts.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
}

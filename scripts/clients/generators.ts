import { fileURLToPath } from 'node:url';
import { DOCUMENT, writeClient, writeTypes } from './generate.ts';
import { compile, copyProgram, run, runTypeScript, type Target } from './run-program.ts';

/** Generates a client from the document in an empty folder, and runs a program with it. */
export interface Generator {
  name: string;
  needs: string;
  generate(folder: string): Promise<unknown>;
  compile(folder: string): Promise<unknown>;
  tryOut(folder: string, target: Target): Promise<unknown>;
}

const DOCUMENT_FILE = fileURLToPath(DOCUMENT);
const PACKAGES = ['openapi-python-client==0.29.1', 'openapi-generator-cli==7.26.0'];
// Dependencies of the generated clients.
const LIBRARIES = ['httpx', 'attrs', 'python-dateutil', 'urllib3', 'pydantic', 'typing-extensions'];

/** Installs both generators in a virtual environment; the second package contains a JAR. */
export async function installPython(folder: string): Promise<string> {
  await run('python3', ['-m', 'venv', `${folder}/venv`]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await run(`${folder}/venv/bin/python`, [...pip, ...PACKAGES, ...LIBRARIES]);
  return `${folder}/venv/bin`;
}

const typeScript = (program: string) => ({
  compile: (folder: string) => compile(copyProgram(program, folder), folder),
  tryOut: (folder: string, target: Target) => runTypeScript(`${folder}/${program}`, folder, target),
});

const python = (bin: string, program: string) => ({
  compile: (folder: string) =>
    run(`${bin}/python`, ['-m', 'compileall', '-q', '-x', 'node_modules', folder]),
  tryOut: async (folder: string, target: Target) => {
    const file = copyProgram(program, folder);
    return JSON.parse(await run(`${bin}/python`, [file], { env: { ...process.env, ...target } }));
  },
});

/** All generators to try; `bin` is the folder of the Python ones. */
export function generators(bin: string): Generator[] {
  const openApiGenerator = (language: string, output: string) =>
    run(`${bin}/openapi-generator-cli`, [
      ...['generate', '-i', DOCUMENT_FILE, '-g', language, '-o', output],
    ]);
  return [
    {
      name: '@hey-api/openapi-ts',
      needs: 'npm ci',
      generate: (folder) => writeClient(`${folder}/client`),
      ...typeScript('hey-api.ts'),
    },
    {
      name: 'openapi-typescript',
      needs: 'npm ci',
      generate: (folder) => writeTypes(`${folder}/client`),
      ...typeScript('openapi-typescript.ts'),
    },
    {
      name: 'openapi-generator, typescript-fetch',
      needs: 'Java, Python 3, PyPI',
      generate: (folder) => openApiGenerator('typescript-fetch', `${folder}/client`),
      ...typeScript('typescript-fetch.ts'),
    },
    {
      name: 'openapi-generator, python',
      needs: 'Java, Python 3, PyPI',
      generate: (folder) => openApiGenerator('python', folder),
      ...python(bin, 'python.py'),
    },
    {
      name: 'openapi-python-client',
      needs: 'Python 3, PyPI',
      generate: (folder) =>
        run(`${bin}/openapi-python-client`, [
          ...['generate', '--path', DOCUMENT_FILE, '--meta', 'none'],
          ...['--output-path', `${folder}/client`],
        ]),
      ...python(bin, 'openapi-python-client.py'),
    },
  ];
}

import { spawnSync } from 'node:child_process';
import { portTaken } from '../shared/ports.ts';
import { SetupError } from '../shared/setup-error.ts';

const REQUIRED_JAVA = 17;

const HOW_TO_GO_ON = `
Install one:
  Debian, Ubuntu   sudo apt-get install openjdk-17-jre-headless   (or openjdk-21-jre-headless)
  macOS            brew install --cask temurin
  Windows          winget install EclipseAdoptium.Temurin.21.JRE

Or run DynamoDB Local yourself, with Docker for example, and point to it:
  docker run --rm -d -p 127.0.0.1:8000:8000 amazon/dynamodb-local -jar DynamoDBLocal.jar -inMemory -sharedDb
  AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 npm start`;

/** Explains, from its stderr and the Java on the PATH, why DynamoDB Local did not start. */
export function explainFailedStart(stderr: string, port: number): SetupError {
  const missing = explainJava(findJavaVersion());
  if (missing) return missing;
  if (/Failed to bind|Address already in use/.test(stderr)) return portTaken(port, 'DYNAMODB_PORT');
  const output = stderr.replace(/^Picked up JAVA_TOOL_OPTIONS.*\n/gm, '').trim();
  return new SetupError(`DynamoDB Local did not start.\n${output || 'It gave no reason.'}`);
}

/** The error for a missing (undefined) or outdated Java; undefined for a suitable one. */
export function explainJava(version: number | undefined): SetupError | undefined {
  if (version !== undefined && version >= REQUIRED_JAVA) return undefined;
  const fault =
    version === undefined
      ? 'there is no Java on the PATH'
      : `the Java on the PATH is version ${version}`;
  return new SetupError(
    `DynamoDB Local needs Java ${REQUIRED_JAVA} or newer, but ${fault}.\n${HOW_TO_GO_ON}`,
  );
}

/** The major version in the output of `java -version`: 17 of `"17.0.15"`, 8 of `"1.8.0_392"`. */
export function parseJavaVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}

function findJavaVersion(): number | undefined {
  return parseJavaVersion(spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr ?? '');
}

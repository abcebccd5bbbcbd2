import { describe, expect, it } from 'vitest';
import {
  explainFailedStart,
  explainJava,
  parseJavaVersion,
} from '../../../../local/dynamodb/java.ts';

describe('parseJavaVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime', 17],
    ['openjdk version "25" 2025-09-16', 25],
    ['openjdk version "21-ea" 2023-09-19', 21],
    ['java version "1.8.0_392"', 8],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "11.0.2"', 11],
    ['The operation couldn’t be completed. Unable to locate a Java Runtime.', undefined],
    ['', undefined],
  ])('%j → %s', (output, version) => {
    expect(parseJavaVersion(output)).toBe(version);
  });
});

describe('explainJava', () => {
  it.each([
    [undefined, 'there is no Java on the PATH'],
    [11, 'the Java on the PATH is version 11'],
  ])('says what to do with Java %s', (version, fault) => {
    const { message } = explainJava(version) ?? {};
    expect(message).toContain(fault);
    expect(message).toContain('apt-get install openjdk-17-jre-headless');
    expect(message).toContain('brew install');
    expect(message).toContain('winget install');
    expect(message).toContain('docker run --rm -d -p 127.0.0.1:8000:8000 amazon/dynamodb-local');
    expect(message).toContain('AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 npm start');
  });

  it.each([17, 25])('has nothing against Java %s', (version) => {
    expect(explainJava(version)).toBeUndefined();
  });
});

describe('explainFailedStart', () => {
  it('finds a port taken in the meantime', () => {
    const { message } = explainFailedStart('java.io.IOException: Failed to bind to …', 8000);
    expect(message).toMatch(/Port 8000 is taken.*DYNAMODB_PORT=8100 npm start/);
  });

  it('shows what DynamoDB Local wrote, without the JVM’s own remarks', () => {
    const stderr = 'Picked up JAVA_TOOL_OPTIONS: -X\nCould not reserve enough space\n';
    expect(explainFailedStart(stderr, 8000).message).toBe(
      'DynamoDB Local did not start.\nCould not reserve enough space',
    );
  });
});

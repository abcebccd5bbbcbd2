import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:https';
import { type Body, type Caller, toUpdateItem } from '../shared/update-item.ts';
import { mapMembers, marshall, unmarshall } from './attribute-values.ts';

const {
  AWS_REGION = '',
  AWS_ACCESS_KEY_ID = '',
  AWS_SECRET_ACCESS_KEY = '',
  AWS_SESSION_TOKEN = '',
  AWS_ENDPOINT_URL_DYNAMODB = `https://dynamodb.${AWS_REGION}.amazonaws.com`,
} = process.env;
const endpoint = new URL(AWS_ENDPOINT_URL_DYNAMODB);
const agent = new Agent({ keepAlive: true });

/** Makes the change; resolves to the item as stored then. */
export async function updateCustomer(customerId: string, body: Body, caller: Caller) {
  const input = toUpdateItem(customerId, body, caller);
  const answer = await send(
    JSON.stringify({
      ...input,
      Key: mapMembers(input.Key, marshall),
      ExpressionAttributeValues: mapMembers(input.ExpressionAttributeValues, marshall),
    }),
  );
  return mapMembers(answer.Attributes, unmarshall);
}

// biome-ignore lint/suspicious/noExplicitAny: DynamoDB's JSON, of any form
function send(body: string): Promise<any> {
  return new Promise((resolve, reject) => {
    const { host, hostname, port } = endpoint;
    const headers = sign(host, body);
    const options = { method: 'POST', hostname, port, path: '/', agent, headers };
    request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`DynamoDB answered ${response.statusCode}.`));
      });
    })
      .on('error', reject)
      .end(body);
  });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function sign(host: string, body: string): Record<string, string> {
  const time = new Date().toISOString().replace(/[:-]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    host,
    'x-amz-date': time,
    'x-amz-security-token': AWS_SESSION_TOKEN,
    'x-amz-target': 'DynamoDB_20120810.UpdateItem',
  };
  const signedHeaders = Object.keys(headers).join(';');
  const canonicalHeaders = Object.entries(headers).map((entry) => `${entry.join(':')}\n`);
  const canonical = ['POST', '/', '', canonicalHeaders.join(''), signedHeaders, sha256(body)];
  const scope = `${date}/${AWS_REGION}/dynamodb/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical.join('\n'))].join('\n');
  const key = [date, AWS_REGION, 'dynamodb', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${AWS_SECRET_ACCESS_KEY}`,
  );
  const signature = hmac(key, toSign).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    'content-length': String(Buffer.byteLength(body)),
  };
}

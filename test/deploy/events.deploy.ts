import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type LocalIssuer, startIssuer } from '../../local/issuer.ts';
import { callAws, json } from './support/aws.ts';
import { deploy, destroy, smoke, synth } from './support/cdk.ts';
import { trust } from './support/emulator.ts';
import { idOf, resourcesOf, type StackResource } from './support/stack.ts';

const emulator = inject('emulator');
const STACK = 'Events';
const AUDIENCE = 'https://api.example.com';
/** The pattern in docs/events.md for a consumer of a single property. */
const PATTERN = {
  source: ['customer-profile-update'],
  'detail-type': ['customer.updated'],
  detail: { changed: [{ prefix: 'primaryPhoneNumber.' }] },
};

let issuer: LocalIssuer;

beforeAll(async () => {
  trust(emulator);
  issuer = await startIssuer({ port: 0, audience: AUDIENCE });
});
afterAll(() => issuer.stop());

describe('a stack with change events', () => {
  let assembly: string;
  let resources: StackResource[];
  let QueueUrl: string;

  it('is deployed', async () => {
    // Without eventArchiveDays: MiniStack 1.5.33 has no archives.
    assembly = await synth(emulator, {
      ...{ stackName: STACK, changeEvents: 'on' },
      ...{ issuer: issuer.issuer, jwksUri: issuer.jwksUri, audience: AUDIENCE },
    });
    await deploy(emulator, assembly);
    resources = await resourcesOf(emulator, STACK);
  });

  it('lets a consumer put a rule on its bus', async () => {
    const created = await call('sqs', 'AmazonSQS.CreateQueue', { QueueName: 'consumer' });
    QueueUrl = created.QueueUrl;
    const attributes = { QueueUrl, AttributeNames: ['QueueArn'] };
    const { Attributes } = await call('sqs', 'AmazonSQS.GetQueueAttributes', attributes);
    const rule = { EventBusName: `${STACK}-changes` };
    const EventPattern = JSON.stringify(PATTERN);
    await call('events', 'AWSEvents.PutRule', { ...rule, Name: 'phones', EventPattern });
    const Targets = [{ Id: 'queue', Arn: Attributes.QueueArn }];
    await call('events', 'AWSEvents.PutTargets', { ...rule, Rule: 'phones', Targets });
  });

  it('brings the consumer the event of a PUT, within seconds', async () => {
    const answers = await smoke(emulator, STACK, { SMOKE_TOKEN: await issuer.sign() });
    expect(answers).toContain('All is well.');

    const message = await vi.waitFor(
      async () => {
        const { Messages } = await call('sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl });
        expect(Messages).toHaveLength(1);
        return JSON.parse(Messages[0].Body);
      },
      { timeout: 30_000, interval: 500 },
    );
    expect(message).toMatchObject({
      source: 'customer-profile-update',
      'detail-type': 'customer.updated',
      detail: {
        version: 2,
        previousVersion: 1,
        updatedBy: { type: 'service-account' },
        changed: expect.arrayContaining(['primaryPhoneNumber.extension']),
      },
    });
  });

  it('puts nothing into the dead-letter queue', async () => {
    const url = idOf(resources, 'AWS::SQS::Queue');
    const { Messages = [] } = await call('sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl: url });
    expect(Messages).toEqual([]);
  });

  it('is destroyed', async () => {
    const rule = { EventBusName: `${STACK}-changes`, Rule: 'phones' };
    await call('events', 'AWSEvents.RemoveTargets', { ...rule, Ids: ['queue'] });
    await call('events', 'AWSEvents.DeleteRule', { ...rule, Name: 'phones' });
    await destroy(emulator, assembly);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: each service answers in a form of its own.
async function call(service: string, target: string, input: unknown): Promise<any> {
  return JSON.parse((await callAws(emulator, service, json(target, input))) || '{}');
}

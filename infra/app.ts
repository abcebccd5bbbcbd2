import { App } from 'aws-cdk-lib';
import { ContextError, parseContext } from './context/context.ts';
import { CustomerApiStack } from './customer-api-stack.ts';

const app = new App();
try {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  new CustomerApiStack(app, 'CustomerApi', parseContext(app.node.getAllContext()), {
    ...(account && { account }),
    ...(region && { region }),
  });
} catch (error) {
  if (!(error instanceof ContextError)) throw error;
  console.error(error.message);
  // Exit now: with `process.exitCode` alone, the app would still synthesize, without the stack.
  process.exit(1);
}

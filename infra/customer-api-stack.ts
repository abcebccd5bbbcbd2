import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { ApiContext } from './context.ts';
import { UpdateCustomerFunction } from './update-customer-function.ts';

/** The API with its one route, the function behind it and the table of customers. */
export class CustomerApiStack extends Stack {
  readonly table: TableV2;
  readonly updateCustomer: UpdateCustomerFunction;
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, context: ApiContext) {
    super(scope, id, {
      description: 'PUT /v1/customers/{customerId}: the update of an individual customer',
    });

    // TableV2, though there is one region: a Table cannot become a global table without being replaced.
    this.table = new TableV2(this, 'Customers', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.updateCustomer = new UpdateCustomerFunction(this, 'UpdateCustomer', {
      context,
      table: this.table,
    });

    // No authorizer here: the function verifies the token itself, with the answers of the contract (section 5).
    this.api = new HttpApi(this, 'Api', {
      apiName: this.stackName,
    });
    this.api.addRoutes({
      path: '/v1/customers/{customerId}',
      methods: [HttpMethod.PUT],
      integration: new HttpLambdaIntegration('UpdateCustomer', this.updateCustomer),
    });

    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'FunctionName', { value: this.updateCustomer.functionName });
  }
}

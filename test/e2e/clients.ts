import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { CREDENTIALS, REGION } from './emulator.ts';

/** Every service that an operator of the account looks into or changes by hand, as root. */
export type Clients = ReturnType<typeof createClients>;

export const createClients = (endpoint: string) => {
  const options = { endpoint, region: REGION, credentials: CREDENTIALS };
  return {
    cloudFormation: new CloudFormationClient(options),
    dynamoDb: new DynamoDBClient(options),
    iam: new IAMClient(options),
    lambda: new LambdaClient(options),
    secrets: new SecretsManagerClient(options),
    sqs: new SQSClient(options),
  };
};

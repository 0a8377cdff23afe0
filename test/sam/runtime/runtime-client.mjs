// Stands in for the Node runtime where its image cannot be pulled: takes events from the Lambda Runtime API, hands them to the
// function, gives its answers back. In plain JavaScript, because it runs in a container that holds nothing but Node and the bundle.
// See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;

const post = (path, value) => fetch(`${api}/${path}`, { method: 'POST', body: JSON.stringify(value ?? null) });

const errorOf = (error) => ({
  errorType: error?.name ?? 'Error',
  errorMessage: error?.message ?? String(error),
  stackTrace: String(error?.stack ?? '').split('\n'),
});

const loadHandler = async () => {
  const [file, name] = (process.env._HANDLER ?? 'index.handler').split('.');
  const path = ['.mjs', '.js'].map((ending) => join(process.env.LAMBDA_TASK_ROOT ?? '.', file + ending)).find(existsSync);
  if (path === undefined) throw new Error(`There is no ${file}.mjs in the bundle`);
  const handler = (await import(pathToFileURL(path)))[name];
  if (typeof handler !== 'function') throw new Error(`The bundle exports no function ${name}`);
  return handler;
};

const contextOf = (headers) => {
  const endsAt = Number(headers.get('lambda-runtime-deadline-ms'));
  return {
    awsRequestId: headers.get('lambda-runtime-aws-request-id'),
    invokedFunctionArn: headers.get('lambda-runtime-invoked-function-arn'),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => endsAt - Date.now(),
  };
};

const serve = async (handler) => {
  const next = await fetch(`${api}/invocation/next`);
  const context = contextOf(next.headers);
  try {
    await post(`invocation/${context.awsRequestId}/response`, await handler(await next.json(), context));
  } catch (error) {
    await post(`invocation/${context.awsRequestId}/error`, errorOf(error));
  }
};

try {
  const handler = await loadHandler();
  for (;;) await serve(handler);
} catch (error) {
  await post('init/error', errorOf(error));
  process.exit(1);
}

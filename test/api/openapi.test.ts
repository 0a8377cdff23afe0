import { anApi } from './an-api.ts';

it('carries its schemas: an OpenAPI document can be made of the routes', () => {
  const { paths, components } = anApi().app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Hookledger', version: '1' } });
  expect(Object.keys(paths ?? {})).toEqual(
    expect.arrayContaining(['/v1/customers', '/v1/customers/{key}/transactions', '/v1/events/{provider}/{event_id}', '/healthz']),
  );
  expect(Object.keys(components?.schemas ?? {})).toEqual(expect.arrayContaining(['Customer', 'Transaction', 'Subscription', 'Problem']));
});

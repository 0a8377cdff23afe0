/**
 * What is logged of a request, between spaces: a field's name before each would be most of the line. The route is two words, its method
 * and its path as they are deployed (`POST /webhooks/stripe`, `ANY /{proxy+}`), or `-` when there is none. The gateway's own error comes
 * last, because it may be several words. No path of the request, as it may hold a customer's key; no query and no header, as some
 * providers put their secret there. The time of a line is that of its log event.
 */
export const ACCESS_LOG_FORMAT = [
  '$context.identity.sourceIp',
  '$context.requestId',
  '$context.status',
  '$context.responseLatency',
  '$context.routeKey',
  '$context.integrationErrorMessage',
].join(' ');

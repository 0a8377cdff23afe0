import type { Api } from './deps.ts';
import { docsPage } from './docs/page.ts';
import { createDocument } from './openapi/document.ts';
import type { OpenApiDocument } from './openapi/shapes.ts';
import { docsOf, isProblemKind, ProblemError } from './problem.ts';

/** Nothing is loaded from anywhere, and nothing runs: the page is text and its own style. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What the API says of itself, to programs and to people; needs no key. To be added last: it tells of the routes before it. */
export const addDocumentation = (app: Api): void => {
  let made: OpenApiDocument | undefined;
  const document = (): OpenApiDocument => {
    made ??= createDocument(app);
    return made;
  };
  app.get('/openapi.json', (c) => c.json(document()));
  app.get('/docs', (c) =>
    c.html(docsPage(document()), 200, { 'content-security-policy': PAGE_POLICY, 'x-content-type-options': 'nosniff' }),
  );
  app.get('/problems/:kind', (c) => {
    const kind = c.req.param('kind');
    if (!isProblemKind(kind)) throw new ProblemError('not-found', 'There is no such kind of problem');
    return c.redirect(docsOf(kind));
  });
};

import type { Api } from '../deps.ts';

/** The parts of an OpenAPI document, by the types of the library that makes it. */
export type OpenApiDocument = ReturnType<Api['getOpenAPI31Document']>;
export type Components = NonNullable<OpenApiDocument['components']>;
export type PathItem = NonNullable<OpenApiDocument['paths']>[string];
export type Operation = NonNullable<PathItem['get']>;
export type Answer = NonNullable<Components['responses']>[string];
export type Content = NonNullable<Extract<Answer, { readonly description: string }>['content']>;

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** One call of the document. */
export type Call = { readonly path: string; readonly method: Method; readonly operation: Operation };

/** In the order of the document. */
export const callsOf = ({ paths = {} }: OpenApiDocument): readonly Call[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );

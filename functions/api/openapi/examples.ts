import { isRecord } from '../../platform/record.ts';
import { exampleOf } from './example-of.ts';
import type { Components, Content, Operation } from './shapes.ts';

type Schemas = NonNullable<Components['schemas']>;

/** The call with an example of its body and of each answer; those that it has already stay. */
export const withExamples = ({ requestBody, responses = {}, ...operation }: Operation, schemas: Schemas): Operation => {
  const illustrated = <Part>(part: Part): Part =>
    isRecord(part) && isContent(part['content']) ? { ...part, content: exampleContent(part['content'], schemas) } : part;
  return {
    ...operation,
    ...(requestBody === undefined ? {} : { requestBody: illustrated(requestBody) }),
    responses: Object.fromEntries(Object.entries(responses).map(([status, answer]) => [status, illustrated(answer)])),
  };
};

const isContent = (value: unknown): value is Content => isRecord(value);

const exampleContent = (content: Content, schemas: Schemas): Content =>
  Object.fromEntries(
    Object.entries(content).map(([type, media]) => {
      const isShown = 'example' in media || 'examples' in media;
      return [type, isShown ? media : { ...media, example: exampleOf(media.schema, schemas) }];
    }),
  );

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from '../support/local-process.ts';
import { FUNCTION_BY_DESCRIPTION } from './functions.ts';
import { answerOf } from './invoke.ts';
import { deployedFunctions } from './local-template.ts';

describe('the answer of a function under SAM', () => {
  it('is what the function answered', () => expect(answerOf('Api', '{"statusCode":200}')).toEqual({ statusCode: 200 }));

  // The tools themselves end well in each of these cases.
  it.each([
    ['an error of the handler', '{"errorType":"TypeError","errorMessage":"no records"}'],
    ['a time-out, of which nothing is printed', ''],
    ['a text of the tool', 'Error building docker image'],
  ])('is a failure for %s', (_, text) => expect(() => answerOf('Api', text)).toThrow(/^Api /));
});

/** A cloud assembly with functions of these descriptions. */
const anAssembly = (descriptions: Iterable<string>): string => {
  const folder = aFolder();
  const properties = { Handler: 'index.handler', Runtime: 'nodejs24.x', Timeout: 8, MemorySize: 256 };
  const Environment = { Variables: { LITERAL: 'text', ELSEWHERE: { 'Fn::GetAtt': ['Queue', 'Arn'] } } };
  const resources = [...descriptions].map((Description, at) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { ...properties, Description, Environment },
    Metadata: { 'aws:asset:path': `asset.${at}` },
  }));
  const other = { Type: 'AWS::SQS::Queue' };
  writeFileSync(join(folder, 'stack.template.json'), JSON.stringify({ Resources: { ...resources, other } }));
  return folder;
};

describe('the functions of a cloud assembly', () => {
  const descriptions = [...FUNCTION_BY_DESCRIPTION.keys()];

  it('are found by what they say that they do, with the variables that need no other resource', () => {
    const functions = deployedFunctions(anAssembly(['Somebody else', ...descriptions]));
    expect(functions.map(({ id }) => id)).toEqual([...FUNCTION_BY_DESCRIPTION.values()]);
    expect(functions[0]).toMatchObject({ bundle: expect.stringMatching(/asset\.1$/), environment: { LITERAL: 'text', ELSEWHERE: '' } });
  });

  it('are all there, or the one that is missing is named', () => {
    const folder = anAssembly(descriptions.filter((description) => description !== 'Serves the REST API'));
    expect(() => deployedFunctions(folder)).toThrow(/"Serves the REST API"$/);
  });
});

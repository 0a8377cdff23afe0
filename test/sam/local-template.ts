import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { FUNCTION_BY_DESCRIPTION, type FunctionId } from './functions.ts';

/** A synthesised function: what is deployed, to the byte. */
export type DeployedFunction = {
  readonly id: FunctionId;
  /** The folder of its bundle. */
  readonly bundle: string;
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The variables that it declares; empty where the template refers to another resource. */
  readonly environment: Readonly<Record<string, string>>;
};

const functionSchema = z.object({
  Properties: z.object({
    Description: z.string(),
    Handler: z.string(),
    Runtime: z.string(),
    Timeout: z.number(),
    MemorySize: z.number(),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  }),
  Metadata: z.object({ 'aws:asset:path': z.string() }),
});

const templateSchema = z.object({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });

/** All of ours in a cloud assembly. Throws when one is missing. */
export const deployedFunctions = (assembly: string): readonly DeployedFunction[] => {
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  const found = templates.flatMap((file) => functionsOf(assembly, JSON.parse(readFileSync(join(assembly, file), 'utf8'))));
  const missing = [...FUNCTION_BY_DESCRIPTION].filter(([, id]) => !found.some((one) => one.id === id));
  if (missing.length === 0) return found;
  throw new Error(`No function in ${assembly} is described as ${missing.map(([description]) => `"${description}"`).join(', ')}`);
};

/** Functions of the CDK's own are not ours, and have other descriptions or none. */
const functionsOf = (assembly: string, template: unknown): readonly DeployedFunction[] =>
  Object.values(templateSchema.parse(template).Resources).flatMap((resource) => {
    const { data } = functionSchema.safeParse(resource.Type === 'AWS::Lambda::Function' ? resource : undefined);
    const id = FUNCTION_BY_DESCRIPTION.get(data?.Properties.Description ?? '');
    if (data === undefined || id === undefined) return [];
    const { Handler, Runtime, Timeout, MemorySize, Environment } = data.Properties;
    const variables = Object.entries(Environment.Variables).map(([name, value]) => [name, typeof value === 'string' ? value : '']);
    return {
      id,
      bundle: join(assembly, data.Metadata['aws:asset:path']),
      handler: Handler,
      runtime: Runtime,
      timeoutSeconds: Timeout,
      memoryMegabytes: MemorySize,
      environment: Object.fromEntries(variables),
    };
  });

/**
 * Writes a template with these functions alone, for this machine's processor. SAM hands a function only variables that it declares,
 * so those of the local endpoints are declared besides its own.
 */
export const writeLocalTemplate = (path: string, functions: readonly DeployedFunction[], declared: readonly string[]): void => {
  const Resources = Object.fromEntries(functions.map((one) => [one.id, resourceOf(one, declared)]));
  writeFileSync(path, JSON.stringify({ Resources }, null, 2));
};

const resourceOf = (one: DeployedFunction, declared: readonly string[]) => ({
  Type: 'AWS::Serverless::Function',
  Properties: {
    CodeUri: one.bundle,
    Handler: one.handler,
    Runtime: one.runtime,
    Timeout: one.timeoutSeconds,
    MemorySize: one.memoryMegabytes,
    Architectures: [process.arch === 'arm64' ? 'arm64' : 'x86_64'],
    Environment: { Variables: { ...Object.fromEntries(declared.map((name) => [name, ''])), ...one.environment } },
  },
});

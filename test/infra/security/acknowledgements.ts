import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as z from 'zod';

/** A finding of cdk-nag that stands, and why. */
export type Acknowledgement = { readonly rule: string; readonly resource: string; readonly reason: string };

const reasons = z.record(z.string(), z.string());

/** All of them below a construct, each where it was made. */
export const acknowledgementsBelow = (construct: IConstruct): readonly Acknowledgement[] =>
  construct.node.findAll().flatMap(({ node }) => {
    const entries = node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    return entries.flatMap(({ data }) =>
      Object.entries(reasons.parse(data)).map(([id, reason]) => ({
        rule: id.replace(/^.*::(?=[A-Z]\w+-)/, ''),
        resource: node.path,
        reason,
      })),
    );
  });

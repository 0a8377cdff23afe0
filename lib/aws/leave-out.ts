import type { Plugin } from 'esbuild';

/** A module of the SDK that no function needs: its file, and what stands in its place. */
export type LeftOut = { readonly file: string; readonly instead: string };

/**
 * What is left out of the SDK, because each function would load it and none uses it. A file that has moved is seen by
 * `test/bundles/left-out.test.ts`, as is a client that comes to need one of these.
 */
export const LEFT_OUT: readonly LeftOut[] = [
  // A client asks for it when an operation streams events, as none of SQS, DynamoDB and Secrets Manager does. Half of what is shared by the
  // SDK's parts had to be wrapped for this one import in the middle.
  {
    file: 'node_modules/@smithy/core/dist-es/submodules/event-streams/index.js',
    instead: "throw new Error('Event streams are left out of the bundles (lib/aws/leave-out.ts)');",
  },
  // A function is configured by its environment. The SDK looked for `~/.aws/config` and `~/.aws/credentials` at the first request.
  {
    file: 'node_modules/@smithy/core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js',
    instead: `export { CONFIG_PREFIX_SEPARATOR } from './constants.js';
export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  },
];

/** Puts what stands in their place where modules are left out. A name that is imported and missing there fails the build. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]node_modules[/\\]@smithy[/\\]core[/\\].*\.js$/ }, ({ path }) => {
      const found = LEFT_OUT.find(({ file }) => path.replaceAll('\\', '/').endsWith(`/${file}`));
      return found && { contents: found.instead };
    });
  },
};

import type { Clients } from './clients.ts';
import type { Deployment } from './deployment.ts';
import type { Team } from './team.ts';

/** A deployed Hookledger, with those who use it and those who may change it by hand. */
export type Account = {
  readonly endpoint: string;
  readonly clients: Clients;
  readonly deployment: Deployment;
  /** Of the REST API. */
  readonly apiKey: string;
  readonly team: Team;
};

import { createServer, type Server } from 'node:net';
import { errorCode, StartError } from './start-error.ts';

/** Everything listens here and nowhere else. */
export const LOCALHOST = '127.0.0.1';

/**
 * The wanted port when nobody listens on it, or any free one when 0 is wanted. Throws a `StartError` that names the variable to
 * change. Another program may still come first: whoever listens then gets the same error from `listenOn`.
 */
export const findPort = async (wanted: number, variable: string): Promise<number> => {
  const probe = createServer();
  const port = await listenOn(probe, wanted, variable);
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

/** Listens on 127.0.0.1; gives the port. Throws a `StartError` when that port cannot be had. */
export const listenOn = (server: Server, port: number, variable: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portError(error, port, variable)));
    server.listen(port, LOCALHOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

const portError = (error: Error, port: number, variable: string): Error => {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') return new StartError(`Port ${port} is in use by another program; set ${variable} to another port.`);
  if (code === 'EACCES') return new StartError(`Port ${port} is not allowed to this user; set ${variable} to another port.`);
  return error;
};

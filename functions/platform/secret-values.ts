/** One provider's part of the secrets (docs/data-model.md, "Secrets"), as JSON of unchecked shape: read it only through this file. */
export type ProviderSecret = Readonly<Record<string, unknown>>;

/** The non-empty texts under a name; an empty list when the shape is another (fail closed). */
export const secretTexts = (secret: ProviderSecret, name: string): readonly string[] => {
  const value = secret[name];
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string' && text !== '') : [];
};

export type BasicUser = { readonly username: string; readonly password: string };

/** The Basic users of a secret that have both a name and a password; others are left out (fail closed). */
export const secretUsers = (secret: ProviderSecret): readonly BasicUser[] => {
  const value = secret['users'];
  return Array.isArray(value) ? value.filter(isUser) : [];
};

const isUser = (value: unknown): value is BasicUser =>
  typeof value === 'object' &&
  value !== null &&
  'username' in value &&
  typeof value.username === 'string' &&
  'password' in value &&
  typeof value.password === 'string' &&
  value.password !== '';

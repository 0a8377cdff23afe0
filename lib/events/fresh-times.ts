/** Numbers that stand alone in JSON: seconds since 1970, and Chargebee's milliseconds. */
const EPOCH = /(?<=[:[,]\s*)1[67]\d{8}(?:\d{3})?(?=\s*[,}\]])/g;
/** `2026-01-05T09:30:00Z`, and Chargify's `2026-01-05 09:30:00 -0500` in its form encodings. */
const WRITTEN = /(\d{4}-\d\d-\d\d)(T|%20|\+)(\d\d)(:|%3A)(\d\d)\4(\d\d)(?:(\.\d+)?(Z)|((?:%20|\+)(?:UTC|([+-])(\d\d)(\d\d))))/g;

/** The same text with every time in it so much later; each keeps its form and, where it has one, its zone. In milliseconds. */
export const laterBy = (text: string, millis: number): string =>
  text
    .replace(EPOCH, (number) => String(number.length === 10 ? Number(number) + Math.round(millis / 1000) : Number(number) + millis))
    .replace(WRITTEN, (...parts) => {
      const [, day = '', between = '', hour = '', colon = '', minute = '', second = '', fraction = '', , zone] = asTexts(parts);
      const local = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
      const [date = '', time = ''] = new Date(local + millis).toISOString().split(/[T.]/);
      return `${date}${between}${time.replaceAll(':', colon)}${zone ?? `${fraction}Z`}`;
    });

/** The last time in a text, in milliseconds; undefined when there is none. */
export const lastTimeIn = (text: string): number | undefined => {
  const epochs = [...text.matchAll(EPOCH)].map(([number]) => (number.length === 10 ? Number(number) * 1000 : Number(number)));
  const written = [...text.matchAll(WRITTEN)].map(([, day, , hour, , minute, second, , , , sign = '+', hours = '00', minutes = '00']) =>
    Date.parse(`${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`),
  );
  const times = [...epochs, ...written];
  return times.length === 0 ? undefined : Math.max(...times);
};

/** What a replacer is told: the groups, then the place, then the whole. */
const asTexts = (parts: readonly unknown[]): readonly (string | undefined)[] =>
  parts.map((part) => (typeof part === 'string' ? part : undefined));

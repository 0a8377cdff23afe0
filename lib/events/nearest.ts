const AT_MOST = 3;
const FEW = 6;

/** `Did you mean charge.succeeded or charge.captured?`, or a short list whole when nothing is near. */
export const nearestTo = (wanted: string, names: readonly string[]): string => {
  const near = names
    .map((name) => ({ name, distance: distanceOf(wanted, name) }))
    .filter(({ name, distance }) => distance <= Math.max(wanted.length, name.length) / 2)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, AT_MOST)
    .map(({ name }) => name);
  if (near.length > 0) return `Did you mean ${listed(near)}?`;
  if (names.length <= FEW) return `There are ${names.join(', ') || 'none'}.`;
  return `There are, for example, ${names.slice(0, FEW).join(', ')}.`;
};

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** Characters to put in, take out or change; words in another order are near as well. */
const distanceOf = (one: string, other: string): number => Math.min(edits(one, other), 1 + edits(sorted(one), sorted(other)));

const sorted = (text: string): string =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .sort()
    .join('.');

const edits = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [down, letter] of [...one].entries()) {
    const next = [down + 1];
    for (const [across, its] of [...other].entries()) {
      const changed = (row[across] ?? 0) + (letter === its ? 0 : 1);
      next.push(Math.min(changed, (row[across + 1] ?? 0) + 1, (next[across] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

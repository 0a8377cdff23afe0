/** A table with its heads; a cell is text that is ready to be read. */
export type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** A mark that was set before anything was measured, and whether this run reached it. */
export type Goal = { readonly text: string; readonly reached: boolean; readonly seen: string };

/** What one part of the bench found. */
export type Findings = {
  readonly goals: readonly Goal[];
  /** Each with a line above it that says what is counted and in which unit. */
  readonly tables: readonly (Table & { readonly caption: string })[];
  /** Versions of what was measured beside ours, as `name version`. */
  readonly versions?: readonly string[] | undefined;
};

/** One part of `npm run bench`. What stands about it in docs/performance.md besides its tables (how to read them, what was tried) is prose/<id>.md. */
export type Section = {
  readonly id: string;
  readonly title: string;
  /**
   * Measures. `quick` asks for few rounds: to see that the bench still runs, never to be written down. Progress goes to `say`. Throws a
   * `MissingToolError` when something is not on this machine and cannot be had.
   */
  readonly measure: (options: { readonly quick: boolean; readonly say: (line: string) => void }) => Promise<Findings>;
};

/** Where a replay command writes: its JSON lines to standard output, what a person should know to standard error. */
export interface Terminal {
  line(text: string): Promise<void>;
  note(text: string): void;
}

export interface ReplayCommand {
  /** The command's own words, for the help. */
  readonly usage: string;
  /** Rejects when the file cannot be read. */
  run(args: readonly string[], terminal: Terminal): Promise<'done' | 'usage'>;
}

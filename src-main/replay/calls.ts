import { CallsReplay } from './calls-replay.ts';
import type { ReplayCommand } from './command.ts';
import { FirstHints } from './first-hints.ts';
import { openTrace } from './trace.ts';

interface Request {
  readonly file: string;
  readonly extensions: readonly string[];
  readonly devices: readonly string[];
}

/** `calls --me EXTENSION … FILE|-`: one JSON object for each change of a call of mine, then a summary. */
export const replayCalls: ReplayCommand = {
  usage: 'calls --me EXTENSION [--me …] [--device TECH/peer]… FILE',
  async run(args, terminal) {
    const request = parse(args);
    if (request === null) return 'usage';
    const trace = await openTrace(request.file);
    const hints = new FirstHints();
    for await (const packet of trace()) hints.onPacket(packet);
    const replay = new CallsReplay(request, hints.found);
    for await (const packet of trace()) {
      for (const line of replay.onPacket(packet)) await terminal.line(JSON.stringify(line));
    }
    await terminal.line(JSON.stringify({ summary: replay.summary() }));
    return 'done';
  },
};

function parse(args: readonly string[]): Request | null {
  const extensions: string[] = [];
  const devices: string[] = [];
  const files: string[] = [];
  const rest = args.values();
  for (const argument of rest) {
    const list = argument === '--me' ? extensions : argument === '--device' ? devices : null;
    if (list === null) {
      files.push(argument);
      continue;
    }
    const { value, done } = rest.next();
    if (done === true || value === '') return null;
    list.push(value);
  }
  const [file, ...more] = files;
  if (
    file === undefined ||
    more.length > 0 ||
    extensions.length + devices.length === 0 ||
    (file.startsWith('-') && file !== '-')
  )
    return null;
  return { file, extensions, devices };
}

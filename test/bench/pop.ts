import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { wallClockOffset } from './pop/eyes.ts';
import { type Figures, figuresOf, median, ratioOf } from './pop/figures.ts';
import { ForeignLoad } from './pop/foreign-load.ts';
import { incomingCall } from './pop/recorded-call.ts';
import { type Subject, startBare, startSidetone } from './pop/subject.ts';

/**
 * How long a person waits for the pop: from the last byte of the deciding event written to the socket, to the pop painted (two animation frames after its
 * text is in the page, and its window shown). Beside it, the same of a bare Electron application on the same bytes, call by call in turn.
 *
 * `npm run --silent bench -- pop [CALLS]`
 */

const calls = Number(process.argv[2] ?? 75);
const WARM_UP = 8;
const ROUNDS = 3;
const FOREIGN = 2000;

const clockOffset = wallClockOffset();
let numbered = 0;

/** One call: milliseconds until painted. */
async function measure(subject: Subject, foreign: number): Promise<number> {
  const name = `Bench Caller ${String(++numbered).padStart(4, '0')}`;
  const call = incomingCall(numbered, name);
  const write = (bytes: string): void => subject.peer.perform({ bytes });
  const load = new ForeignLoad(foreign, write);
  load.start();
  // Long enough for the stream to be steady; uneven, so that the calls do not keep step with the screen's frames.
  await pause(80 + Math.random() * 40);
  write(call.prelude);
  const painted = await subject.watchFor(name);
  await pause(25 + Math.random() * 16);
  const writtenAt = performance.now() + clockOffset;
  write(call.deciding);
  const paintedAt = await painted();
  load.stop();
  await pause(20);
  write(call.end);
  await subject.hidden();
  await pause(40);
  return paintedAt - writtenAt;
}

/** One round: each call of the one beside a call of the other, whoever is first changing from call to call. */
async function round(subjects: readonly Subject[], count: number, foreign: number): Promise<readonly number[][]> {
  const times = subjects.map((): number[] => []);
  for (let turn = 0; turn < count; turn++) {
    const order = subjects.map((subject, index) => ({ subject, index }));
    for (const { subject, index } of turn % 2 === 0 ? order : order.toReversed()) {
      times[index]?.push(await measure(subject, foreign));
    }
  }
  return times;
}

/** Several rounds, because other work on the machine comes in bursts: the ratios are the rounds' medians, the figures are of all calls. */
async function compare(subjects: readonly Subject[], foreign: number): Promise<object> {
  await round(subjects, WARM_UP, foreign);
  const rounds: (readonly number[][])[] = [];
  for (let each = 0; each < ROUNDS; each++) rounds.push(await round(subjects, Math.ceil(calls / ROUNDS), foreign));
  const of = (index: number): Figures => figuresOf(rounds.flatMap((times) => times[index] ?? []));
  const ratios = rounds.map(([ours = [], bares = []]) => ratioOf(figuresOf(ours), figuresOf(bares)));
  return {
    foreignEventsPerSecond: foreign,
    sidetone: of(0),
    bare: of(1),
    ratio: { p50: median(ratios.map(({ p50 }) => p50)), p95: median(ratios.map(({ p95 }) => p95)) },
    ratiosOfRounds: ratios,
  };
}

const bare = await startBare();
const sidetone = await startSidetone();
try {
  const quiet = await compare([sidetone, bare], 0);
  const busy = await compare([sidetone, bare], FOREIGN);
  process.stdout.write(`${JSON.stringify({ bench: 'pop', unit: 'ms', aim: 1.5, quiet, busy, load: loadavg() })}\n`);
} finally {
  await sidetone.close();
  await bare.close();
}
